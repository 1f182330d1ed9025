using PeerSlot.Drawing;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Png;

namespace PeerSlot.Screens;

/// <summary>
/// A picture as it was at the moment of F5: the file's own bytes, or the drawing's pixels, which become PNG on a worker. Drawing on
/// does not change it.
/// </summary>
internal sealed class PictureToSend
{
    private readonly byte[]? _file;
    private readonly Bitmap? _pixels;
    private readonly Lock _lock = new();
    private OutgoingPicture? _prepared;

    private PictureToSend(string fileName, int width, int height, byte[]? file, Bitmap? pixels) =>
        (FileName, Width, Height, _file, _pixels) = (fileName, width, height, file, pixels);

    public string FileName { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Whether it goes out as the file that it is, and not as pixels.</summary>
    public bool IsFile => _file is not null;

    /// <summary>Whether it is the marked area alone.</summary>
    public bool IsPart { get; private init; }

    /// <summary>The file that goes out. The first call encodes or strips, so it is a worker's business; the others have it at once.</summary>
    /// <exception cref="GalleryException">The file is larger than the limits.</exception>
    public OutgoingPicture Prepare(bool keepMetadata, OutgoingLimits limits)
    {
        lock (_lock)
        {
            return _prepared ??= _file is { } file
                ? OutgoingPicture.Prepare(file, FileName, keepMetadata, limits)
                : new OutgoingPicture(PngEncoder.Encode(_pixels!), FileName, Width, Height, Stripped: false);
        }
    }

    public static PictureToSend OfFile(byte[] content, string fileName, int width, int height) => new(fileName, width, height, content, null);

    public static PictureToSend Of(SourceFile file) => new(file.Name, file.Width, file.Height, file.Content, null);

    public static PictureToSend Of(DrawDocument document)
    {
        if (document.Source is { } file)
            return Of(file);
        var pixels = document.Canvas.ToBitmap();
        return new PictureToSend(document.FileName, pixels.Width, pixels.Height, null, pixels);
    }

    /// <summary>A part of the drawing, or of the file as it is on the canvas. Where there are glyphs, whole cells.</summary>
    /// <param name="area">On the canvas.</param>
    public static PictureToSend Of(DrawDocument document, PixelArea area)
    {
        var canvas = document.Canvas;
        var patch = CellPatch.Of(canvas, area.ToCells().On(canvas));
        if (!patch.HasGlyphs)
            patch = CellPatch.Of(canvas, area);
        var part = new Canvas(patch.Width, patch.Height);
        part.BeginEdit();
        patch.Paste(part, 0, 0, covers: true);
        part.EndEdit();
        var pixels = part.ToBitmap();
        return new PictureToSend(Path.ChangeExtension(document.FileName, ".png"), pixels.Width, pixels.Height, null, pixels) { IsPart = true };
    }
}
