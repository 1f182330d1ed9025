namespace PeerSlot.Pictures.WebP;

internal enum Vp8LTransformKind
{
    Predictor = 0,
    Color = 1,
    SubtractGreen = 2,
    ColorIndexing = 3,
}

/// <summary>What the encoder did to the pixels before it wrote them (RFC 9649, 4), and its inverse.</summary>
/// <param name="Width">Of the picture before the transform.</param>
/// <param name="Bits">Of a tile's side, or of how many pixels share one.</param>
/// <param name="Data">One value a tile, or the colour table.</param>
internal sealed record Vp8LTransform(Vp8LTransformKind Kind, int Width, int Bits, uint[] Data)
{
    /// <summary>Of the picture as it is written.</summary>
    public int CodedWidth => Kind == Vp8LTransformKind.ColorIndexing ? Vp8LPixels.TilesOf(Width, Bits) : Width;

    public static Vp8LTransform Read(ref Vp8LBitReader bits, int width, int height)
    {
        var kind = (Vp8LTransformKind)bits.Read(2);
        switch (kind)
        {
            case Vp8LTransformKind.SubtractGreen:
                return new Vp8LTransform(kind, width, 0, []);
            case Vp8LTransformKind.ColorIndexing:
                var size = bits.Read(8) + 1;
                var colors = Vp8LPixels.Read(ref bits, size, 1, isMain: false);
                // RFC 9649, 4.4: each entry is written as the difference to the one before.
                for (var i = 1; i < colors.Length; i++)
                    colors[i] = Vp8LPredictor.Add(colors[i], colors[i - 1]);
                return new Vp8LTransform(kind, width, size switch { <= 2 => 3, <= 4 => 2, <= 16 => 1, _ => 0 }, colors);
            default:
                var tile = bits.Read(3) + 2;
                return new Vp8LTransform(
                    kind, width, tile, Vp8LPixels.Read(ref bits, Vp8LPixels.TilesOf(width, tile), Vp8LPixels.TilesOf(height, tile), isMain: false));
        }
    }

    /// <returns>The same array where the width is the same.</returns>
    public uint[] Undo(uint[] pixels, int height)
    {
        switch (Kind)
        {
            case Vp8LTransformKind.SubtractGreen:
                for (var i = 0; i < pixels.Length; i++)
                    pixels[i] = AddGreen(pixels[i]);
                return pixels;
            case Vp8LTransformKind.ColorIndexing:
                return LookUp(pixels, height);
            case Vp8LTransformKind.Color:
                for (var y = 0; y < height; y++)
                    UndoColor(pixels.AsSpan(y * Width, Width), y);
                return pixels;
            default:
                Vp8LPredictor.Undo(pixels, Width, height, Data, Bits);
                return pixels;
        }
    }

    private static uint AddGreen(uint argb)
    {
        var green = argb >> 8 & 0xFF;
        return argb & 0xFF00FF00 | ((argb & 0x00FF00FF) + (green << 16 | green)) & 0x00FF00FF;
    }

    /// <summary>RFC 9649, 4.2.</summary>
    private void UndoColor(Span<uint> row, int y)
    {
        var tiles = Data.AsSpan((y >> Bits) * Vp8LPixels.TilesOf(Width, Bits));
        for (var x = 0; x < row.Length; x++)
        {
            var (argb, tile) = (row[x], tiles[x >> Bits]);
            var green = (sbyte)(argb >> 8);
            var red = (byte)((argb >> 16) + (uint)Share(tile, green));
            var blue = (byte)(argb + (uint)Share(tile >> 8, green) + (uint)Share(tile >> 16, (sbyte)red));
            row[x] = argb & 0xFF00FF00 | (uint)red << 16 | blue;
        }
    }

    private static int Share(uint factor, sbyte color) => (sbyte)factor * color >> 5;

    /// <summary>RFC 9649, 4.4: the green of a pixel is an index, or several of fewer bits, the leftmost lowest.</summary>
    private uint[] LookUp(uint[] pixels, int height)
    {
        var (coded, depth, mask) = (CodedWidth, 8 >> Bits, (1 << Bits) - 1);
        var target = new uint[Width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var index = (int)(pixels[y * coded + (x >> Bits)] >> 8 & 0xFF) >> (x & mask) * depth & (1 << depth) - 1;
                target[y * Width + x] = index < Data.Length ? Data[index] : 0;
            }
        }

        return target;
    }
}
