using PeerSlot.Pictures;

namespace PeerSlot.Drawing;

/// <summary>
/// What is on the drawing table: a fresh drawing, or a picture file. Until something is drawn on it a picture file is itself, and
/// goes out byte for byte; drawing on it makes an edited copy at the resolution of the canvas.
/// </summary>
public sealed class DrawDocument
{
    /// <summary>Pixels of a fresh drawing: what the Draw pane shows on a terminal of 80x24.</summary>
    public const int FreshWidth = 60;

    public const int FreshHeight = 36;

    /// <summary>
    /// Pixels of the longer side of a picture that can be drawn on. More would not be seen in a terminal, and 1,024x1,024 pixels are
    /// averaged for one frame in milliseconds.
    /// </summary>
    public const int MaximumSide = 1024;

    private DrawDocument(Canvas canvas, SourceFile? source) => (Canvas, Source) = (canvas, source);

    public Canvas Canvas { get; }

    public History History { get; } = new();

    /// <summary>The picture file that it began as; null = a fresh drawing.</summary>
    public SourceFile? Source { get; }

    public bool Edited => History.UndoCount > 0;

    public bool IsBlank => Source is null && Canvas.IsBlank;

    /// <summary>The name to send it under: an edited copy is always PNG.</summary>
    public string FileName => Source is null ? "drawing.png" : Edited ? Path.ChangeExtension(Source.Name, ".png") : Source.Name;

    public static DrawDocument Fresh() => new(new Canvas(FreshWidth, FreshHeight), null);

    public static DrawDocument FromFile(SourceFile source, Bitmap picture) => new(Canvas.FromBitmap(picture, MaximumSide), source);
}

/// <summary>A picture file as it was read.</summary>
/// <param name="Name">Without folders.</param>
/// <param name="Width">Pixels, as in the file.</param>
/// <param name="Height">Pixels, as in the file.</param>
public sealed record SourceFile(string Name, byte[] Content, int Width, int Height);
