using System.Buffers.Binary;

namespace PeerSlot.Pictures.Metadata;

/// <summary>Reads the one tag of an Exif block that changes how a picture is shown, and writes a block that holds nothing else.</summary>
internal static class ExifOrientation
{
    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    /// <param name="tiff">From the byte order mark on, without JPEG's "Exif\0\0".</param>
    /// <returns>1 to 8; 1 where the block is broken or silent, as a picture is shown all the same.</returns>
    public static int Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < HeaderLength)
            return Orientation.Upright;
        // TIFF 6.0 section 2: "II" is little-endian, "MM" big-endian, then 42 and the offset of the first directory.
        bool little;
        if (tiff.StartsWith("II*\0"u8))
            little = true;
        else if (tiff.StartsWith("MM\0*"u8))
            little = false;
        else
            return Orientation.Upright;

        var directory = ReadUInt32(tiff[4..], little);
        if (directory > tiff.Length - 2)
            return Orientation.Upright;
        var entries = tiff[((int)directory + 2)..];
        var count = Math.Min(ReadUInt16(tiff[(int)directory..], little), entries.Length / EntryLength);
        for (var i = 0; i < count; i++)
        {
            var entry = entries.Slice(i * EntryLength, EntryLength);
            if (ReadUInt16(entry, little) != OrientationTag)
                continue;
            var value = ReadUInt16(entry[8..], little);
            return ReadUInt16(entry[2..], little) == ShortType && value is >= 1 and <= 8 ? value : Orientation.Upright;
        }

        return Orientation.Upright;
    }

    /// <summary>The smallest TIFF block that says it: one directory with one entry, 26 bytes.</summary>
    public static byte[] Write(int orientation) =>
    [
        .. "MM\0*\0\0\0\b"u8, // big-endian, the directory at offset 8
        0, 1, // one entry
        0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
        0, 0, 0, 0, // no further directory
    ];

    private static ushort ReadUInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
