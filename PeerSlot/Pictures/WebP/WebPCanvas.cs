namespace PeerSlot.Pictures.WebP;

/// <summary>The canvas of an animation (RFC 9649, 2.7.1.1), on which frames are drawn one over the other; it is transparent at first.</summary>
internal sealed class WebPCanvas(WebPFile info, PictureLimits limits)
{
    private ReadOnlyMemory<byte> _rest = info.Frames;
    private WebPFrame _last;

    public Bitmap Picture { get; } = new(info.Width, info.Height);

    public TimeSpan Delay => _last.Delay;

    /// <exception cref="PictureException">There is none, or it is damaged.</exception>
    public bool DrawNext() => TryFind(out var frame) ? Draw(frame) : throw new PictureException("The WebP file is cut off: there is no frame.");

    /// <returns>False where no whole frame follows.</returns>
    public bool TryDrawNext()
    {
        try
        {
            return TryFind(out var frame) && Draw(frame);
        }
        catch (PictureException)
        {
            return false;
        }
    }

    private bool TryFind(out WebPFrame frame)
    {
        frame = default;
        while (WebPChunk.TryRead(ref _rest, out var chunk))
        {
            if (chunk.Is("ANMF"u8))
                return WebPFrame.TryRead(chunk, out frame);
        }

        return false;
    }

    private bool Draw(WebPFrame frame)
    {
        if (frame.X + frame.Width > Picture.Width || frame.Y + frame.Height > Picture.Height)
            throw new PictureException("The WebP file is broken: a frame lies beyond the canvas.");
        var drawn = WebPImage.Decode(frame.Chunks, frame.Width, frame.Height, limits);
        if (_last.Clears)
        {
            for (var y = 0; y < _last.Height; y++)
                Picture.Row(_last.Y + y).Slice(_last.X * 4, _last.Width * 4).Clear();
        }

        for (var y = 0; y < frame.Height; y++)
        {
            var target = Picture.Row(frame.Y + y).Slice(frame.X * 4, frame.Width * 4);
            if (frame.Blends)
                AlphaBlend.Over(drawn.Row(y), target);
            else
                drawn.Row(y).CopyTo(target);
        }

        _last = frame;
        return true;
    }
}
