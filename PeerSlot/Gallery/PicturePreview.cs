using System.Diagnostics.CodeAnalysis;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Gallery;

/// <summary>
/// The tiny version of a picture that travels before it: 4 x 4 pixels in 8 bytes, two colours and for each pixel a step between them, as block
/// compression of textures does (BC1, Khronos Data Format Specification 1.3, section 18.1). At most 2,563 bytes: two datagrams.
/// </summary>
/// <remarks>
/// <code>
///  offset  0         1       2        3
///          +---------+-------+--------+---------------------------------------------------------------+
///          | version | width | height | blocks, row by row: colour 0 (2), colour 1 (2), 16 x 2 bits (4) |
///          |    1    |   1   |   1    |   8 each                                                      |
///          +---------+-------+--------+---------------------------------------------------------------+
/// </code>
/// version: 1. width, height: pixels, 1 to 255. Numbers are little-endian, as in BC1. Colours have 5, 6 and 5 bits. Where colour 0 is greater than colour 1
/// the steps are 0, 1, 1/3, 2/3; else 0, 1, 1/2 and transparent.
/// </remarks>
public static class PicturePreview
{
    internal const int HeadSize = 3;
    internal const int BlockSize = 8;
    internal const int MaximumBlocks = 320;
    private const byte Version = 1;

    /// <summary>Makes the preview of a picture file; null where it cannot be decoded.</summary>
    public static byte[]? TryMake(ReadOnlyMemory<byte> file, PictureLimits limits)
    {
        try
        {
            // Half of the pixels that are wanted: decoders give twice as many as the box.
            return Encode(PictureFile.DecodeFor(new PixelBox(64, 64), file, limits));
        }
        catch (PictureException)
        {
            return null;
        }
    }

    public static byte[] Encode(Bitmap picture)
    {
        var (width, height) = SizeFor(picture.Width, picture.Height);
        var small = AreaScaler.Scale(picture, width, height);
        var (across, down) = Blocks(width, height);
        var preview = new byte[HeadSize + across * down * BlockSize];
        (preview[0], preview[1], preview[2]) = (Version, (byte)width, (byte)height);
        Span<byte> pixels = stackalloc byte[64];
        for (var block = 0; block < across * down; block++)
        {
            CopyBlock(small, block % across * 4, block / across * 4, pixels);
            ColorBlock.Encode(pixels, preview.AsSpan(HeadSize + block * BlockSize, BlockSize));
        }

        return preview;
    }

    /// <summary>False for bytes that are no preview. They come from strangers: at most 65,025 pixels are allocated, and each byte has its place.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> preview, [NotNullWhen(true)] out Bitmap? picture)
    {
        picture = null;
        if (preview.Length < HeadSize || preview[0] != Version || preview[1] == 0 || preview[2] == 0)
            return false;
        var (across, down) = Blocks(preview[1], preview[2]);
        if (across * down > MaximumBlocks || preview.Length != HeadSize + across * down * BlockSize)
            return false;
        picture = new Bitmap(preview[1], preview[2]);
        Span<byte> pixels = stackalloc byte[64];
        for (var block = 0; block < across * down; block++)
        {
            ColorBlock.Decode(preview.Slice(HeadSize + block * BlockSize, BlockSize), pixels);
            PutBlock(pixels, picture, block % across * 4, block / across * 4);
        }

        return true;
    }

    /// <summary>As many pixels as the blocks hold, in the picture's own proportions, and not more than it has.</summary>
    private static (int Width, int Height) SizeFor(int width, int height)
    {
        var scale = Math.Min(1, Math.Sqrt(MaximumBlocks * 16.0 / ((double)width * height)));
        while (true)
        {
            var (w, h) = ((int)Math.Clamp(width * scale, 1, 255), (int)Math.Clamp(height * scale, 1, 255));
            var (across, down) = Blocks(w, h);
            if (across * down <= MaximumBlocks)
                return (w, h);
            scale *= 0.98;
        }
    }

    private static (int Across, int Down) Blocks(int width, int height) => ((width + 3) / 4, (height + 3) / 4);

    /// <summary>Beyond the border the last pixel is repeated.</summary>
    private static void CopyBlock(Bitmap from, int left, int top, Span<byte> pixels)
    {
        for (var i = 0; i < 16; i++)
        {
            var (x, y) = (Math.Min(left + i % 4, from.Width - 1), Math.Min(top + i / 4, from.Height - 1));
            from.Row(y).Slice(x * 4, 4).CopyTo(pixels[(i * 4)..]);
        }
    }

    private static void PutBlock(ReadOnlySpan<byte> pixels, Bitmap to, int left, int top)
    {
        for (var i = 0; i < 16; i++)
        {
            var (x, y) = (left + i % 4, top + i / 4);
            if (x < to.Width && y < to.Height)
                pixels.Slice(i * 4, 4).CopyTo(to.Row(y)[(x * 4)..]);
        }
    }
}
