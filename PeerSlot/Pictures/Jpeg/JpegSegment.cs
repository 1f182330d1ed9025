using System.Buffers.Binary;

namespace PeerSlot.Pictures.Jpeg;

/// <summary>
/// One marker segment of a JPEG file (T.81, B.1.1.4):
/// <code>
/// +------+--------+----------+------- - - -------+
/// | 0xFF | marker |  length  | data (length - 2) |    length: 2 bytes, big-endian, counts itself
/// +------+--------+----------+------- - - -------+
/// </code>
/// </summary>
internal readonly ref struct JpegSegment
{
    private JpegSegment(byte marker, int offset, ReadOnlySpan<byte> data, int next)
    {
        Marker = marker;
        Offset = offset;
        Data = data;
        Next = next;
    }

    public byte Marker { get; }

    /// <summary>Where the marker's 0xFF stands in the file.</summary>
    public int Offset { get; }

    /// <summary>Empty for markers that stand alone.</summary>
    public ReadOnlySpan<byte> Data { get; }

    public int Next { get; }

    public Text Name => $"0xFF{Marker:X2} segment at byte {Offset}";

    /// <summary>The next segment at or behind <paramref name="offset"/>; entropy-coded data and stray bytes before it are passed over.</summary>
    /// <returns>False where no whole segment follows.</returns>
    public static bool TryRead(ReadOnlySpan<byte> file, int offset, out JpegSegment segment)
    {
        segment = default;
        var start = FindMarker(file, offset);
        if (start == file.Length)
            return false;
        var marker = file[start + 1];
        if (JpegMarker.StandsAlone(marker))
        {
            segment = new JpegSegment(marker, start, [], start + 2);
            return true;
        }

        if (start + 4 > file.Length)
            return false;
        // A length below 2 does not even count itself; libjpeg reads it as an empty segment.
        var length = Math.Max(2, (int)BinaryPrimitives.ReadUInt16BigEndian(file[(start + 2)..]));
        if (start + 2 + length > file.Length)
            return false;
        segment = new JpegSegment(marker, start, file.Slice(start + 4, length - 2), start + 2 + length);
        return true;
    }

    /// <summary>0xFF 0x00 is a data byte, 0xFF 0xFF a fill byte (T.81, B.1.1.2 and B.1.1.5); restarts belong to the scan around them.</summary>
    /// <returns>Where the 0xFF of the next marker stands; the file's length where there is none.</returns>
    public static int FindMarker(ReadOnlySpan<byte> file, int offset)
    {
        for (var i = offset; i < file.Length - 1; i++)
        {
            var skip = file[i..^1].IndexOf((byte)0xFF);
            if (skip < 0)
                break;
            i += skip;
            if (file[i + 1] is not (0 or 0xFF) && !JpegMarker.IsRestart(file[i + 1]))
                return i;
        }

        return file.Length;
    }
}
