using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Gif;

/// <summary>
/// GIF87a and GIF89a (CompuServe, 1990), with all frames. Where nothing was drawn the picture is transparent, as browsers show it; the background
/// colour is not used. A frame that lacks pixels is an error.
/// </summary>
public sealed class GifDecoder : IPictureDecoder, IAnimationDecoder, IPrefixDecoder
{
    public PictureFormat Format => PictureFormat.Gif;

    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8);

    public PictureInfo Identify(ReadOnlySpan<byte> file)
    {
        var screen = GifScreen.Read(file);
        return new PictureInfo(Format, screen.Width, screen.Height);
    }

    public Bitmap Decode(ReadOnlyMemory<byte> file, PictureLimits limits, PixelBox box)
    {
        var canvas = GifCanvas.Open(file, limits);
        canvas.DrawNext();
        var (width, height) = box.Reduce(canvas.Picture.Width, canvas.Picture.Height);
        return AreaScaler.Scale(canvas.Picture, width, height);
    }

    /// <summary>Rows of the first frame; of an interlaced one passes, their rows repeated until those between are there.</summary>
    public Bitmap? DecodePrefix(ReadOnlyMemory<byte> prefix, PictureLimits limits, PixelBox box)
    {
        if (!GifScreen.IsWhole(prefix.Span))
            return null;
        var canvas = GifCanvas.Open(prefix, limits);
        if (!canvas.TryDrawPrefix())
            return null;
        var (width, height) = box.Reduce(canvas.Picture.Width, canvas.Picture.Height);
        return AreaScaler.Scale(canvas.Picture, width, height);
    }

    public IEnumerable<PictureFrame> DecodeFrames(ReadOnlyMemory<byte> file, PictureLimits limits)
    {
        var canvas = GifCanvas.Open(file, limits);
        var budget = new FrameBudget(limits);
        for (var drawn = canvas.DrawNext(); drawn && budget.TryTake(canvas.Picture.Width, canvas.Picture.Height); drawn = canvas.TryDrawNext())
            yield return PictureFrame.Of(new Bitmap(canvas.Picture.Width, canvas.Picture.Height, [.. canvas.Picture.Rgba]), canvas.Delay);
    }
}
