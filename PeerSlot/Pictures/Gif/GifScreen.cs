using System.Buffers.Binary;

namespace PeerSlot.Pictures.Gif;

/// <summary>
/// The header and the logical screen descriptor (GIF89a, 17 and 18):
/// <code>
/// 0 "GIF89a"   6 width   8 height   10 flags   11 background   12 aspect   13 global colour table: 3 bytes an entry
/// </code>
/// </summary>
/// <param name="GlobalPalette">The range of the global colour table in the file; empty without one.</param>
/// <param name="Blocks">Where the first block begins.</param>
internal readonly record struct GifScreen(int Width, int Height, Range GlobalPalette, int Blocks)
{
    private const int Length = 13;

    /// <summary>Whether all of it has arrived; one without size waits for its first frame.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> prefix)
    {
        if (prefix.Length < Length || Length + PaletteLength(prefix[10]) > prefix.Length)
            return false;
        var next = Length + PaletteLength(prefix[10]);
        return (prefix[6] | prefix[7]) != 0 && (prefix[8] | prefix[9]) != 0 || GifFrame.TryRead(prefix, ref next, out _);
    }

    /// <summary>A screen without size, which some old programs write, is as large as its first frame.</summary>
    /// <exception cref="PictureException">Cut off.</exception>
    public static GifScreen Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < Length)
            throw new PictureException("The GIF file is cut off in its header.");
        var blocks = Length + PaletteLength(file[10]);
        if (blocks > file.Length)
            throw new PictureException("The GIF file is cut off in its colour table.");
        var screen = new GifScreen(
            BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]), Length..blocks, blocks);
        if (screen.Width > 0 && screen.Height > 0)
            return screen;
        var next = blocks;
        return GifFrame.TryRead(file, ref next, out var frame)
            ? screen with { Width = frame.Left + frame.Width, Height = frame.Top + frame.Height }
            : throw new PictureException("The GIF file has no frame.");
    }

    /// <summary>Bytes of a colour table; flags of a screen or of a frame (GIF89a, 18 and 20).</summary>
    public static int PaletteLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
}
