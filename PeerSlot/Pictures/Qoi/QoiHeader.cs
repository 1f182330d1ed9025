using System.Buffers.Binary;

namespace PeerSlot.Pictures.Qoi;

/// <summary>
/// The header (QOI specification, "File Format"):
/// <code>
/// 0 "qoif"   4 width   8 height, big-endian   12 channels: 3 or 4   13 colour space: 0 or 1
/// </code>
/// </summary>
internal readonly record struct QoiHeader(int Width, int Height)
{
    public const int Length = 14;

    public static ReadOnlySpan<byte> Magic => "qoif"u8;

    /// <summary>Seven zeros and a one end the file.</summary>
    public static ReadOnlySpan<byte> End => [0, 0, 0, 0, 0, 0, 0, 1];

    public static QoiHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < Length)
            throw new PictureException("The QOI file is cut off in its header.");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(file[4..]), height = BinaryPrimitives.ReadUInt32BigEndian(file[8..]);
        if (width > int.MaxValue || height > int.MaxValue || file[12] is not (3 or 4) || file[13] > 1)
            throw new PictureException($"The QOI file is broken: its header says {width} x {height} pixels of {file[12]} channels.");
        return new QoiHeader((int)width, (int)height);
    }
}
