namespace PeerSlot.Pictures.Qoi;

/// <summary>The chunks of a QOI file as pixels, one after the other. A pixel is R, G, B, A bytes read little-endian.</summary>
internal ref struct QoiPixels(ReadOnlySpan<byte> data)
{
    /// <summary>One byte may stand for so many pixels, and no more.</summary>
    public const int LongestRun = 62;

    public const uint First = 0xFF000000;

    private readonly uint[] _seen = new uint[64];
    private ReadOnlySpan<byte> _data = data;
    private uint _pixel = First;
    private int _run;

    /// <summary>The place of a pixel among the last 64 different ones (QOI specification, "index_position").</summary>
    public static int PlaceOf(uint pixel) =>
        (int)(((pixel & 0xFF) * 3 + (pixel >> 8 & 0xFF) * 5 + (pixel >> 16 & 0xFF) * 7 + (pixel >> 24) * 11) & 63);

    /// <returns>False where the data ends before the row does.</returns>
    public bool TryRead(Span<uint> row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            if (_run > 0)
                _run--;
            else if (!TryReadChunk())
                return false;
            row[x] = _pixel;
        }

        return true;
    }

    private bool TryReadChunk()
    {
        if (_data.IsEmpty)
            return false;
        var tag = _data[0];
        var length = tag switch { 0xFE => 4, 0xFF => 5, >= 0x80 and < 0xC0 => 2, _ => 1 };
        if (_data.Length < length)
            return false;
        switch (tag)
        {
            case 0xFE:
                _pixel = _pixel & First | Pack(_data[1], _data[2], _data[3]);
                break;
            case 0xFF:
                _pixel = Pack(_data[1], _data[2], _data[3]) | (uint)_data[4] << 24;
                break;
            case < 0x40:
                _pixel = _seen[tag];
                break;
            case < 0x80:
                Add((tag >> 4 & 3) - 2, (tag >> 2 & 3) - 2, (tag & 3) - 2);
                break;
            case < 0xC0:
                var green = (tag & 63) - 32;
                Add(green + (_data[1] >> 4) - 8, green, green + (_data[1] & 15) - 8);
                break;
            default:
                _run = tag & 63;
                break;
        }

        _seen[PlaceOf(_pixel)] = _pixel;
        _data = _data[length..];
        return true;
    }

    private void Add(int red, int green, int blue) =>
        _pixel = _pixel & First | Pack((byte)(_pixel + red), (byte)((_pixel >> 8) + green), (byte)((_pixel >> 16) + blue));

    private static uint Pack(byte red, byte green, byte blue) => red | (uint)green << 8 | (uint)blue << 16;
}
