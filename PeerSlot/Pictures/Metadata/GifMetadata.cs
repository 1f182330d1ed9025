using PeerSlot.Pictures.Gif;

namespace PeerSlot.Pictures.Metadata;

/// <summary>
/// Drops comments, plain text that no program shows, applications' blocks (XMP among them) except the one that tells of looping, and bytes behind
/// the trailer.
/// </summary>
internal static class GifMetadata
{
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte GraphicControl = 0xF9;
    private const byte Application = 0xFF;
    private const byte Trailer = 0x3B;

    public static byte[] Strip(ReadOnlySpan<byte> file)
    {
        var next = GifScreen.Read(file).Blocks;
        var stripped = new MemoryStream(file.Length);
        stripped.Write(file[..next]);
        while (next < file.Length && file[next] != Trailer)
        {
            var start = next;
            switch (file[next])
            {
                case Extension when file.Length - next >= 2:
                    next = GifSubBlocks.Skip(file, next + 2);
                    if (IsKept(file[start..next]))
                        stripped.Write(file[start..next]);
                    break;
                case Image when GifFrame.TryRead(file, ref next, out _):
                    stripped.Write(file[start..next]);
                    break;
                case 0:
                    next++;
                    break;
                default:
                    // What stands here is no block: decoders stop, and nothing behind it is of the picture.
                    next = file.Length;
                    break;
            }
        }

        stripped.WriteByte(Trailer);
        return stripped.ToArray();
    }

    private static bool IsKept(ReadOnlySpan<byte> extension) =>
        extension[1] == GraphicControl
        || (extension[1] == Application && extension.Length > 14
            && (extension[3..].StartsWith("NETSCAPE2.0"u8) || extension[3..].StartsWith("ANIMEXTS1.0"u8)));
}
