namespace PeerSlot.Pictures.Tga;

/// <summary>
/// The pixels of a TGA file in the order in which they are stored. Run-length packets (TGA 2.0, "Run-length encoded images"): a byte with the
/// count less one, its highest bit set for one pixel that is repeated, else as many pixels. A packet may go on into the next row.
/// </summary>
internal ref struct TgaPixels(ReadOnlySpan<byte> data, TgaHeader header, TgaColors colors)
{
    public const int LongestRun = 128;

    private readonly int _length = header.PixelLength;
    private readonly bool _packets = header.RunLength;
    private readonly TgaColors _colors = colors;
    private ReadOnlySpan<byte> _data = data;
    private int _repeats;
    private int _literals;
    private uint _repeated;

    /// <returns>False where the data ends before the row does.</returns>
    public bool TryRead(Span<uint> row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            if (_packets && _repeats == 0 && _literals == 0 && !TryReadPacket())
                return false;
            if (_repeats > 0)
            {
                _repeats--;
                row[x] = _repeated;
                continue;
            }

            if (_data.Length < _length)
                return false;
            row[x] = _colors.PixelOf(_data);
            _data = _data[_length..];
            _literals = Math.Max(0, _literals - 1);
        }

        return true;
    }

    private bool TryReadPacket()
    {
        if (_data.Length < 1 + _length)
            return false;
        var count = (_data[0] & 0x7F) + 1;
        var repeats = _data[0] > 0x7F;
        _data = _data[1..];
        if (!repeats)
        {
            _literals = count;
            return true;
        }

        (_repeats, _repeated) = (count, _colors.PixelOf(_data));
        _data = _data[_length..];
        return true;
    }
}
