namespace PeerSlot.Pictures.WebP;

/// <summary>
/// Samples of one component, padded to whole macroblocks, with the border that prediction looks at: a row above and a column to the left
/// (RFC 6386, 12.2 and 12.3).
/// </summary>
internal sealed class Vp8Plane
{
    /// <summary>What stands above the picture, its corner and what lies to the right of it included.</summary>
    private const byte Above = 127;

    /// <summary>What stands left of the picture.</summary>
    private const byte Left = 129;

    /// <summary>Subblocks at the right border look at four samples beyond it.</summary>
    private const int Margin = 4;

    public Vp8Plane(int width, int height)
    {
        Stride = 1 + width + Margin;
        Samples = new byte[Stride * (height + 1)];
        Samples.AsSpan(0, Stride).Fill(Above);
        for (var y = 1; y <= height; y++)
            Samples[y * Stride] = Left;
    }

    public byte[] Samples { get; }

    public int Stride { get; }

    /// <summary>Where a sample lies; -1 is the border.</summary>
    public int At(int x, int y) => (y + 1) * Stride + x + 1;

    public ReadOnlySpan<byte> Row(int y, int width) => Samples.AsSpan(At(0, y), width);
}
