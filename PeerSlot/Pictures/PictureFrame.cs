namespace PeerSlot.Pictures;

/// <summary>One frame of an animation, whole: what is left of earlier frames is in it.</summary>
/// <param name="Delay">How long it is shown; never zero.</param>
public readonly record struct PictureFrame(Bitmap Picture, TimeSpan Delay)
{
    /// <summary>What browsers show for the 0 and 10 ms that old programs wrote when they meant "as fast as possible".</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan TooFast = TimeSpan.FromMilliseconds(10);

    internal static PictureFrame Of(Bitmap picture, TimeSpan asked) => new(picture, asked <= TooFast ? Usual : asked);
}
