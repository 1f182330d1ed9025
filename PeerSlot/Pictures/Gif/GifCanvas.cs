using System.Runtime.InteropServices;

namespace PeerSlot.Pictures.Gif;

/// <summary>The logical screen, on which frames are drawn one over the other.</summary>
internal sealed class GifCanvas
{
    private const uint Opaque = 0xFF000000;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly PictureLimits _limits;
    private readonly Range _globalPalette;
    private readonly LzwDecoder _lzw = new();
    private readonly uint[] _colors = new uint[256];
    private int _next;
    private GifFrame _last;

    /// <summary>The pixels below the last frame, where it asks for them back.</summary>
    private byte[]? _before;

    private GifCanvas(ReadOnlyMemory<byte> file, PictureLimits limits, GifScreen screen)
    {
        (_file, _limits, _globalPalette, _next) = (file, limits, screen.GlobalPalette, screen.Blocks);
        Picture = new Bitmap(screen.Width, screen.Height);
    }

    public Bitmap Picture { get; }

    /// <summary>That of the last frame, as the file says.</summary>
    public TimeSpan Delay => _last.Delay;

    /// <exception cref="PictureException">Cut off in the header, or larger than the limits.</exception>
    public static GifCanvas Open(ReadOnlyMemory<byte> file, PictureLimits limits)
    {
        var screen = GifScreen.Read(file.Span);
        limits.Check(screen.Width, screen.Height);
        return new GifCanvas(file, limits, screen);
    }

    /// <summary>Draws the next frame over what is left of the last one.</summary>
    /// <exception cref="PictureException">There is none, or it is damaged.</exception>
    public bool DrawNext()
    {
        if (!GifFrame.TryRead(_file.Span, ref _next, out var frame))
            throw new PictureException("The GIF file is cut off or damaged: there is no frame.");
        Draw(frame);
        return true;
    }

    /// <returns>False where no whole frame follows.</returns>
    public bool TryDrawNext()
    {
        try
        {
            if (!GifFrame.TryRead(_file.Span, ref _next, out var frame))
                return false;
            Dispose(_last);
            Draw(frame);
            return true;
        }
        catch (PictureException)
        {
            return false;
        }
    }

    /// <summary>Draws what has arrived of the first frame.</summary>
    /// <returns>False where no whole row has.</returns>
    public bool TryDrawPrefix()
    {
        if (!GifFrame.TryRead(_file.Span, ref _next, out var frame))
            return false;
        var indices = Decode(frame, out var decoded);
        return Draw(frame, indices, frame.Width == 0 ? 0 : decoded / frame.Width) > 0;
    }

    private void Draw(GifFrame frame)
    {
        var indices = Decode(frame, out var decoded);
        if (decoded < indices.Length)
            throw new PictureException($"The GIF frame at byte {frame.Data} is cut off or damaged: {decoded} of {indices.Length} pixels are there.");
        _before = frame.Disposal == GifDisposal.Restore ? [.. Picture.Rgba] : null;
        Draw(frame, indices, frame.Height);
    }

    private byte[] Decode(GifFrame frame, out int decoded)
    {
        _limits.Check(frame.Width, frame.Height);
        var codeSize = _file.Span[frame.Data];
        if (codeSize is < LzwDecoder.MinCodeSize or > LzwDecoder.MaxCodeSize)
            throw new PictureException($"The GIF frame's data at byte {frame.Data} is broken: no pixel has {codeSize} bits.");
        var indices = new byte[frame.Width * frame.Height];
        decoded = _lzw.Decode(GifSubBlocks.Join(_file.Span, frame.Data + 1), codeSize, indices);
        return indices;
    }

    /// <param name="stored">How many rows are there; of an interlaced frame, each stands for those below it that are not.</param>
    private int Draw(GifFrame frame, byte[] indices, int stored)
    {
        ReadColors(frame);
        _last = frame;
        if (!frame.Interlaced)
        {
            for (var y = 0; y < stored; y++)
                DrawRow(indices.AsSpan(y * frame.Width, frame.Width), frame, frame.Top + y);
            return stored;
        }

        var row = 0;
        foreach (var (y, span) in GifInterlacing.RowsOf(frame.Height).Take(stored))
        {
            var pixels = indices.AsSpan(row++ * frame.Width, frame.Width);
            for (var below = y; below < Math.Min(frame.Height, stored < frame.Height ? y + span : y + 1); below++)
                DrawRow(pixels, frame, frame.Top + below);
        }

        return stored;
    }

    private void DrawRow(ReadOnlySpan<byte> indices, GifFrame frame, int y)
    {
        if (y >= Picture.Height || frame.Left >= Picture.Width)
            return;
        var row = MemoryMarshal.Cast<byte, uint>(Picture.Row(y))[frame.Left..];
        for (var x = 0; x < Math.Min(indices.Length, row.Length); x++)
        {
            if (indices[x] != frame.Transparent)
                row[x] = _colors[indices[x]];
            // What nobody sees keeps its colour, as other decoders give it.
            else if (row[x] == 0)
                row[x] = _colors[indices[x]] & ~Opaque;
        }
    }

    /// <summary>An index without a colour is black; a frame without any colour table is grey, as its indices say.</summary>
    private void ReadColors(GifFrame frame)
    {
        var table = _file.Span[frame.Palette];
        if (table.IsEmpty)
            table = _file.Span[_globalPalette];
        Array.Fill(_colors, Opaque);
        for (var i = 0; i < table.Length / 3; i++)
            _colors[i] = table[i * 3] | (uint)table[i * 3 + 1] << 8 | (uint)table[i * 3 + 2] << 16 | Opaque;
        for (var i = 0; i < _colors.Length && table.IsEmpty; i++)
            _colors[i] = (uint)i * 0x010101 | Opaque;
    }

    private void Dispose(GifFrame frame)
    {
        if (frame.Disposal == GifDisposal.Restore)
            _before?.CopyTo(Picture.Rgba, 0);
        if (frame.Disposal != GifDisposal.Clear)
            return;
        int left = Math.Min(frame.Left, Picture.Width), right = Math.Min(frame.Left + frame.Width, Picture.Width);
        for (var y = frame.Top; y < Math.Min(frame.Top + frame.Height, Picture.Height); y++)
            Picture.Row(y)[(left * 4)..(right * 4)].Clear();
    }
}
