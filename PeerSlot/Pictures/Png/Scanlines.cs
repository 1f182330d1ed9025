namespace PeerSlot.Pictures.Png;

/// <summary>The unfiltered rows of a picture, or of one pass of an interlaced one.</summary>
internal sealed class Scanlines
{
    private readonly Stream _inflated;
    private readonly int _distance;

    /// <summary>Row and row above, each with its filter byte in front; they change places at each row.</summary>
    private byte[] _row;
    private byte[] _above;

    public Scanlines(Stream inflated, PngHeader header, int width)
    {
        _inflated = inflated;
        _distance = header.FilterDistance;
        _row = new byte[1 + header.RowLength(width)];
        _above = new byte[_row.Length];
    }

    /// <returns>Samples as PNG packs them, without the filter byte; valid until the next call.</returns>
    /// <exception cref="PictureException">Cut off, damaged, or an unknown filter.</exception>
    public ReadOnlySpan<byte> Next()
    {
        (_row, _above) = (_above, _row);
        try
        {
            if (_inflated.ReadAtLeast(_row, _row.Length, throwOnEndOfStream: false) < _row.Length)
                throw new PictureException("The PNG file is cut off: its IDAT chunks end before the last row.");
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new PictureException("The PNG file is damaged: its IDAT chunks cannot be inflated.", e);
        }

        if (!PngFilter.TryUndo(_row[0], _row.AsSpan(1), _above.AsSpan(1), _distance))
            throw new PictureException($"The PNG file is damaged: there is no scanline filter {_row[0]}.");
        return _row.AsSpan(1);
    }
}
