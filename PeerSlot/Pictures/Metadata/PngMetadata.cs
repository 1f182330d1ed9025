using System.Buffers.Binary;
using PeerSlot.Pictures.Png;

namespace PeerSlot.Pictures.Metadata;

/// <summary>
/// Keeps the chunks that the pixels need and drops all others: besides text, time and Exif also private chunks, in which some programs keep
/// the whole picture as it was before an edit, and bytes behind IEND, where a careless overwrite leaves the old file's end (CVE-2023-21036).
/// </summary>
internal static class PngMetadata
{
    /// <summary>Ancillary chunks of PNG 3rd edition that say how pixels are shown. fcTL, fdAT and acTL are animation.</summary>
    private static readonly HashSet<string> Kept =
    [
        "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "hIST", "pHYs", "sPLT", "acTL", "fcTL", "fdAT",
    ];

    public static byte[] Strip(ReadOnlySpan<byte> file)
    {
        var stripped = new MemoryStream(file.Length);
        stripped.Write(PngChunk.Signature);
        for (var next = PngChunk.Signature.Length; PngChunk.TryRead(file, next, out var chunk); next = chunk.Next)
        {
            if (chunk.IsCritical || Kept.Contains(chunk.Name))
                stripped.Write(chunk.Whole);
            else if (chunk.Is("eXIf"u8))
                WriteOrientation(stripped, ExifOrientation.Read(chunk.Data));
            if (chunk.Is("IEND"u8))
                break;
        }

        return stripped.ToArray();
    }

    private static void WriteOrientation(MemoryStream stripped, int orientation)
    {
        if (orientation == Orientation.Upright)
            return;
        byte[] body = [.. "eXIf"u8, .. ExifOrientation.Write(orientation)];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length - 4);
        stripped.Write(number);
        stripped.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(body));
        stripped.Write(number);
    }
}
