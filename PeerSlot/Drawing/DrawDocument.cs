using PeerSlot.Pictures;

namespace PeerSlot.Drawing;

/// <summary>
/// What is on the drawing table: a canvas with its history. Until something is drawn on it an opened picture file is itself, and goes out byte for
/// byte; drawing on it makes an edited copy at the resolution of the canvas.
/// </summary>
public sealed class DrawDocument
{
    /// <summary>
    /// Pixels of the longer side of an opened picture. More would not be seen in a terminal, and 1,024x1,024 pixels are averaged for one frame
    /// in milliseconds.
    /// </summary>
    public const int OpenedSide = 1024;

    public DrawDocument(Canvas canvas, History? history = null) => (Canvas, History) = (canvas, history ?? new History());

    public Canvas Canvas { get; }

    public History History { get; }

    /// <summary>The picture file that it still is; null = a drawing.</summary>
    public SourceFile? Source => Canvas.Sheet.Source;

    public bool Edited => Source is null && History.UndoCount > 0;

    public bool IsBlank => Source is null && Canvas.IsBlank;

    /// <summary>The name to send it under: a drawing is always PNG.</summary>
    public string FileName => Source is { } file ? file.Name : Path.ChangeExtension(Canvas.Sheet.Name, ".png");

    public static DrawDocument Fresh() => new(new Canvas(Sheet.Fresh));

    public static DrawDocument FromFile(SourceFile source, Bitmap picture)
    {
        var canvas = Canvas.FromBitmap(picture, OpenedSide);
        return new DrawDocument(canvas.As(canvas.Sheet with { Name = source.Name, Source = source }));
    }

    /// <summary>Does something with the canvas as one step of the history.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Edit(Action<Canvas> change)
    {
        Canvas.BeginEdit();
        change(Canvas);
        return Keep(Canvas.EndEdit());
    }

    /// <summary>Adds an edit that has been made; null is none.</summary>
    public bool Keep(CanvasEdit? edit)
    {
        if (edit is null)
            return false;
        History.Add(edit);
        return true;
    }
}
