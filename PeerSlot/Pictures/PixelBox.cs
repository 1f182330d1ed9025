namespace PeerSlot.Pictures;

/// <summary>
/// What a picture is decoded for: to be shown within so many pixels. Decoders may then give fewer pixels than the file has, but at least
/// <see cref="Oversampling"/> times what is shown, so that the renderer's own averaging hides where the borders between them lie: with twice as many, thin lines and letters lose a hundredth of SSIM.
/// </summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public readonly record struct PixelBox(int Width, int Height)
{
    private const int Oversampling = 4;

    /// <summary>The picture as it is.</summary>
    public static PixelBox Whole { get; } = new(int.MaxValue, int.MaxValue);

    internal PixelBox Turned(int orientation) => Orientation.SwapsSides(orientation) ? new PixelBox(Height, Width) : this;

    /// <summary>How many times as many pixels as are shown a picture of that size has, along the side that fills the box.</summary>
    internal double Surplus(int width, int height) => Math.Max(width / (double)Math.Max(1, Width), height / (double)Math.Max(1, Height));

    /// <summary>The size to which a picture may be averaged down; its own where that would save little.</summary>
    internal (int Width, int Height) Reduce(int width, int height)
    {
        var factor = (int)Math.Min(Math.Max(width, height), Surplus(width, height) / Oversampling);
        return factor < 2 ? (width, height) : ((width + factor - 1) / factor, (height + factor - 1) / factor);
    }
}
