using System.Buffers.Binary;
using System.Numerics;

namespace PeerSlot.Gallery;

/// <summary>16 pixels as two colours and 16 steps between them: one block of BC1.</summary>
internal static class ColorBlock
{
    /// <param name="pixels">4 x 4, R, G, B, A.</param>
    /// <param name="block">Takes 8 bytes.</param>
    public static void Encode(ReadOnlySpan<byte> pixels, Span<byte> block)
    {
        Span<Vector3> colors = stackalloc Vector3[16];
        var opaque = 0;
        for (var i = 0; i < 16; i++)
        {
            if (pixels[i * 4 + 3] >= 128)
                colors[opaque++] = ColorOf(pixels[(i * 4)..]);
        }

        var (first, second) = Ends(colors[..opaque]);
        // The order of the two says whether a step is transparent.
        if (opaque == 16 ? first < second : first > second)
            (first, second) = (second, first);
        BinaryPrimitives.WriteUInt16LittleEndian(block, first);
        BinaryPrimitives.WriteUInt16LittleEndian(block[2..], second);
        Span<Vector3> palette = stackalloc Vector3[4];
        var hasTransparent = FillPalette(first, second, palette);
        uint steps = 0;
        for (var i = 0; i < 16; i++)
        {
            var step = pixels[i * 4 + 3] >= 128 ? Nearest(ColorOf(pixels[(i * 4)..]), palette[..(hasTransparent ? 3 : 4)]) : 3;
            steps |= (uint)step << (2 * i);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(block[4..], steps);
    }

    public static void Decode(ReadOnlySpan<byte> block, Span<byte> pixels)
    {
        Span<Vector3> palette = stackalloc Vector3[4];
        var hasTransparent = FillPalette(
            BinaryPrimitives.ReadUInt16LittleEndian(block), BinaryPrimitives.ReadUInt16LittleEndian(block[2..]), palette);
        var steps = BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
        for (var i = 0; i < 16; i++, steps >>= 2)
        {
            var color = palette[(int)(steps & 3)];
            pixels[i * 4] = (byte)(color.X + 0.5f);
            pixels[i * 4 + 1] = (byte)(color.Y + 0.5f);
            pixels[i * 4 + 2] = (byte)(color.Z + 0.5f);
            pixels[i * 4 + 3] = (byte)(hasTransparent && (steps & 3) == 3 ? 0 : 255);
        }
    }

    /// <summary>The two ends of the line that runs the way in which the colours differ most.</summary>
    private static (ushort First, ushort Second) Ends(ReadOnlySpan<Vector3> colors)
    {
        if (colors.IsEmpty)
            return (0, 0);
        var mean = Vector3.Zero;
        foreach (var color in colors)
            mean += color;
        mean /= colors.Length;
        var axis = Axis(colors, mean);
        var (least, greatest) = (0f, 0f);
        foreach (var color in colors)
        {
            var along = Vector3.Dot(color - mean, axis);
            (least, greatest) = (Math.Min(least, along), Math.Max(greatest, along));
        }

        return (Pack(mean + greatest * axis), Pack(mean + least * axis));
    }

    /// <summary>The principal axis, by power iteration on the covariance.</summary>
    private static Vector3 Axis(ReadOnlySpan<Vector3> colors, Vector3 mean)
    {
        var axis = Vector3.One;
        for (var round = 0; round < 8; round++)
        {
            var next = Vector3.Zero;
            foreach (var color in colors)
                next += Vector3.Dot(color - mean, axis) * (color - mean);
            if (next.LengthSquared() < 1e-6f)
                return Vector3.Normalize(axis);
            axis = Vector3.Normalize(next);
        }

        return axis;
    }

    /// <summary>True where the fourth step is transparent.</summary>
    private static bool FillPalette(ushort first, ushort second, Span<Vector3> palette)
    {
        palette[0] = Unpack(first);
        palette[1] = Unpack(second);
        if (first <= second)
        {
            palette[2] = (palette[0] + palette[1]) / 2;
            palette[3] = Vector3.Zero;
            return true;
        }

        palette[2] = (2 * palette[0] + palette[1]) / 3;
        palette[3] = (palette[0] + 2 * palette[1]) / 3;
        return false;
    }

    private static int Nearest(Vector3 color, ReadOnlySpan<Vector3> palette)
    {
        var nearest = 0;
        for (var step = 1; step < palette.Length; step++)
        {
            if (Vector3.DistanceSquared(color, palette[step]) < Vector3.DistanceSquared(color, palette[nearest]))
                nearest = step;
        }

        return nearest;
    }

    private static Vector3 ColorOf(ReadOnlySpan<byte> pixel) => new(pixel[0], pixel[1], pixel[2]);

    private static ushort Pack(Vector3 color)
    {
        color = Vector3.Clamp(color, Vector3.Zero, new Vector3(255));
        return (ushort)((int)(color.X * 31 / 255 + 0.5f) << 11 | (int)(color.Y * 63 / 255 + 0.5f) << 5 | (int)(color.Z * 31 / 255 + 0.5f));
    }

    private static Vector3 Unpack(ushort color) => new((color >> 11) * 255f / 31, (color >> 5 & 63) * 255f / 63, (color & 31) * 255f / 31);
}
