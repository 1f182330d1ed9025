namespace PeerSlot.Pictures;

/// <summary>What is left of the limits on an animation.</summary>
internal sealed class FrameBudget(PictureLimits limits)
{
    private int _frames;
    private long _pixels;

    /// <returns>False where another frame of that size is one too many. The first one is never.</returns>
    public bool TryTake(int width, int height)
    {
        _pixels += (long)width * height;
        return ++_frames == 1 || (_frames <= limits.MaxFrames && _pixels <= limits.MaxFramePixels);
    }
}
