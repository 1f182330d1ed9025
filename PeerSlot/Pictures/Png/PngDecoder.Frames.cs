using System.IO.Compression;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Png;

/// <content>
/// Animated PNG (PNG, third edition, 4.9 and 11.3.6): frames drawn one over the other. A still picture that is not among them is not shown.
/// </content>
public sealed partial class PngDecoder
{
    public IEnumerable<PictureFrame> DecodeFrames(ReadOnlyMemory<byte> file, PictureLimits limits)
    {
        var header = PngHeader.Read(file.Span, out var next);
        limits.Check(header.Width, header.Height);
        var layout = PngLayout.Read(file.Span, header, next);
        if (!TryReadFrame(file, header, ref next, out var frame))
        {
            yield return PictureFrame.Of(Decode(file, limits, PixelBox.Whole), TimeSpan.Zero);
            yield break;
        }

        var colors = new PngColors(header, file.Span[layout.Palette], file.Span[layout.Transparency]);
        var budget = new FrameBudget(limits);
        var canvas = new Bitmap(header.Width, header.Height);
        var first = DecodeFrame(file, header, colors, frame);
        var drawn = first;
        while (drawn is not null && budget.TryTake(header.Width, header.Height))
        {
            // The first frame has nothing to go back to.
            var restores = frame.Disposal == PngDisposal.Restore && drawn != first;
            var before = restores ? canvas.Rgba.ToArray() : null;
            Draw(drawn, frame, canvas);
            var shown = new Bitmap(canvas.Width, canvas.Height, [.. canvas.Rgba]);
            yield return PictureFrame.Of(Orientation.Apply(shown, layout.Orientation), frame.Delay);
            if (restores)
                before!.CopyTo(canvas.Rgba, 0);
            else if (frame.Disposal != PngDisposal.Keep)
                Clear(frame, canvas);
            drawn = TryDecodeFrame(file, header, colors, ref next, out frame);
        }
    }

    /// <returns>False for a file that is no animation, or a broken one: it then is the still picture.</returns>
    private static bool TryReadFrame(ReadOnlyMemory<byte> file, PngHeader header, ref int next, out PngFrame frame)
    {
        try
        {
            return PngFrame.TryRead(file.Span, header, ref next, out frame);
        }
        catch (PictureException)
        {
            frame = default;
            return false;
        }
    }

    private static Bitmap? TryDecodeFrame(ReadOnlyMemory<byte> file, PngHeader header, PngColors colors, ref int next, out PngFrame frame)
    {
        try
        {
            return TryReadFrame(file, header, ref next, out frame) ? DecodeFrame(file, header, colors, frame) : null;
        }
        catch (PictureException)
        {
            frame = default;
            return null;
        }
    }

    private static Bitmap DecodeFrame(ReadOnlyMemory<byte> file, PngHeader header, PngColors colors, PngFrame frame)
    {
        var own = header with { Width = frame.Width, Height = frame.Height };
        CheckLength(own, file.Length);
        using var data = new ImageDataStream(file, frame.Data);
        using var inflated = new ZLibStream(data, CompressionMode.Decompress);
        return header.Interlaced
            ? DecodeInterlaced(inflated, own, colors, new Bitmap(own.Width, own.Height), fill: false)
            : DecodeRows(new Scanlines(inflated, own, own.Width), own, colors, RowTarget.For(own.Width, own.Height, PixelBox.Whole));
    }

    private static void Draw(Bitmap drawn, PngFrame frame, Bitmap canvas)
    {
        for (var y = 0; y < drawn.Height; y++)
        {
            var target = canvas.Row(frame.Y + y).Slice(frame.X * 4, frame.Width * 4);
            if (frame.Blends)
                AlphaBlend.Over(drawn.Row(y), target);
            else
                drawn.Row(y).CopyTo(target);
        }
    }

    private static void Clear(PngFrame frame, Bitmap canvas)
    {
        for (var y = frame.Y; y < frame.Y + frame.Height; y++)
            canvas.Row(y).Slice(frame.X * 4, frame.Width * 4).Clear();
    }
}
