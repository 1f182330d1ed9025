using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.WebP;

/// <summary>WebP (RFC 9649): lossy (VP8, RFC 6386) with alpha, lossless (VP8L), and animated. ICC profiles are not applied.</summary>
public sealed class WebPDecoder : IPictureDecoder, IAnimationDecoder
{
    public PictureFormat Format => PictureFormat.WebP;

    public bool Recognises(ReadOnlySpan<byte> head) => WebPFile.Recognises(head);

    public PictureInfo Identify(ReadOnlySpan<byte> file)
    {
        var info = WebPFile.Read(file.ToArray());
        return Orientation.SwapsSides(info.Orientation)
            ? new PictureInfo(Format, info.Height, info.Width)
            : new PictureInfo(Format, info.Width, info.Height);
    }

    public Bitmap Decode(ReadOnlyMemory<byte> file, PictureLimits limits, PixelBox box)
    {
        var picture = DecodeFrames(file, limits).First().Picture;
        var (width, height) = box.Reduce(picture.Width, picture.Height);
        return AreaScaler.Scale(picture, width, height);
    }

    public IEnumerable<PictureFrame> DecodeFrames(ReadOnlyMemory<byte> file, PictureLimits limits)
    {
        var info = WebPFile.Read(file);
        limits.Check(info.Width, info.Height);
        if (!info.IsAnimated)
        {
            var picture = WebPImage.Decode(info.Frames, info.Width, info.Height, limits);
            yield return PictureFrame.Of(Orientation.Apply(picture, info.Orientation), TimeSpan.Zero);
            yield break;
        }

        var canvas = new WebPCanvas(info, limits);
        var budget = new FrameBudget(limits);
        for (var drawn = canvas.DrawNext(); drawn && budget.TryTake(info.Width, info.Height); drawn = canvas.TryDrawNext())
        {
            var shown = new Bitmap(info.Width, info.Height, [.. canvas.Picture.Rgba]);
            yield return PictureFrame.Of(Orientation.Apply(shown, info.Orientation), canvas.Delay);
        }
    }
}
