using System.Buffers.Binary;

namespace PeerSlot.Pictures.Pnm;

/// <summary>The samples of a PNM file, brought to 0..255.</summary>
internal ref struct PnmSamples(ReadOnlySpan<byte> file, PnmHeader header)
{
    private readonly ReadOnlySpan<byte> _data = file;
    private readonly PnmHeader _header = header;
    private int _next = header.Pixels;

    /// <param name="row">Whole rows only.</param>
    /// <exception cref="PictureException">Cut off, or no number where one should be.</exception>
    public void Read(Span<byte> row)
    {
        if (_header.IsPlain)
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = _header.IsBitmap ? Bit(ReadDigit()) : Scale(PnmHeader.ReadNumber(_data, ref _next));
            return;
        }

        var length = (int)_header.RowLength;
        if (_data.Length - _next < length)
            throw new PictureException("The PNM file is cut off among its pixels.");
        var raw = _data.Slice(_next, length);
        _next += length;
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = _header.IsBitmap ? Bit(raw[i >> 3] >> (7 - (i & 7)) & 1)
                : Scale(_header.SampleLength == 1 ? raw[i] : BinaryPrimitives.ReadUInt16BigEndian(raw[(i * 2)..]));
        }
    }

    /// <summary>The digits of a plain bitmap need no blanks between them (pbm(5), "Plain PBM").</summary>
    private int ReadDigit()
    {
        while (_next < _data.Length)
        {
            var b = _data[_next++];
            if (b is (byte)'0' or (byte)'1')
                return b - '0';
            if (b == '#')
                _next += Math.Max(0, _data[_next..].IndexOf((byte)'\n'));
            else if (!PnmHeader.IsBlank(b))
                break;
        }

        throw new PictureException("The PNM file is cut off or broken among its pixels.");
    }

    /// <summary>1 is black in PBM.</summary>
    private static byte Bit(int bit) => (byte)(bit == 0 ? 255 : 0);

    private readonly byte Scale(int sample) =>
        _header.Maximum == 255 ? (byte)Math.Min(sample, 255) : (byte)((Math.Min(sample, _header.Maximum) * 255L + _header.Maximum / 2) / _header.Maximum);
}
