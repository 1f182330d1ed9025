using PeerSlot.Pictures;
using PeerSlot.Pictures.Colors;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Drawing;

/// <summary>A picture in the pixels of a canvas: one that is being placed, or lies under the drawing.</summary>
/// <param name="Width">Pixels wanted.</param>
/// <param name="Height">Pixels wanted.</param>
/// <param name="Palette">The only colours that it may have; null = all.</param>
/// <param name="Dither">With a palette: areas have the right colour from afar.</param>
public sealed record LayerRequest(SourceFile File, int Width, int Height, InkPalette? Palette, bool Dither);

/// <summary>Pixels row by row, 0xRRGGBB, or <see cref="Canvas.Empty"/> where the picture is transparent.</summary>
public sealed record LayerPixels(int Width, int Height, int[] Colors);

/// <summary>Decodes and scales layers, on a worker. Keeps the last decoded picture, as it is asked for in many sizes.</summary>
public sealed class LayerRenderer
{
    private readonly Lock _lock = new();
    private SourceFile? _file;
    private PixelBox _box;
    private Bitmap? _picture;

    /// <exception cref="PictureException">The file is broken, or larger than the limits.</exception>
    public LayerPixels Render(LayerRequest request, PictureLimits limits)
    {
        var picture = Decode(request, limits);
        var (width, height) = (request.Width, request.Height);
        if (request is { Palette: { } palette, Dither: true })
            return Clear(picture, new LayerPixels(
                width, height,
                ErrorDiffusion.Diffuse(AreaScaler.ScaleLinear(picture, width, height), new Backdrop(InkPalette.Paper), palette.Nearest)));
        var scaled = AreaScaler.Scale(picture, width, height);
        var colors = new int[width * height];
        for (var i = 0; i < colors.Length; i++)
        {
            var color = Canvas.OverPaper(scaled.Rgba.AsSpan(i * 4, 4));
            colors[i] = color == Canvas.Empty || request.Palette is null ? color : request.Palette.Nearest(color);
        }

        return new LayerPixels(width, height, colors);
    }

    /// <summary>What is mostly transparent stays empty.</summary>
    private static LayerPixels Clear(Bitmap picture, LayerPixels layer)
    {
        var scaled = AreaScaler.Scale(picture, layer.Width, layer.Height);
        for (var i = 0; i < layer.Colors.Length; i++)
        {
            if (scaled.Rgba[i * 4 + 3] < 128)
                layer.Colors[i] = Canvas.Empty;
        }

        return layer;
    }

    private Bitmap Decode(LayerRequest request, PictureLimits limits)
    {
        var box = new PixelBox(request.Width, request.Height);
        lock (_lock)
        {
            if (!ReferenceEquals(_file, request.File) || box.Width > _box.Width || box.Height > _box.Height || _picture is null)
                (_picture, _file, _box) = (PictureFile.DecodeFor(box, request.File.Content, limits), request.File, box);
            return _picture;
        }
    }
}
