namespace PeerSlot.Drawing;

/// <summary>What a drawing is besides its cells. An edit keeps the sheet before and after it, so that all of this can be undone.</summary>
/// <param name="Width">Pixels, 1 to <see cref="Canvas.MaximumSide"/>; also cells.</param>
/// <param name="Height">Pixels, two a cell.</param>
public sealed record Sheet(int Width, int Height)
{
    /// <summary>Pixels of a fresh drawing: what the Draw pane shows on a terminal of 80x24.</summary>
    public const int FreshWidth = 60;

    public const int FreshHeight = 36;

    public static Sheet Fresh { get; } = new(FreshWidth, FreshHeight);

    /// <summary>The colours on the keys 1 to 0.</summary>
    public InkPalette Palette { get; init; } = InkPalette.Standard;

    /// <summary>A picture under the drawing, to trace; never sent.</summary>
    public TracingLayer? Trace { get; init; }

    /// <summary>The name of the file that it is or came from, without folders.</summary>
    public string Name { get; init; } = "drawing.png";

    /// <summary>The picture file that the drawing still is; the first stroke makes it null.</summary>
    public SourceFile? Source { get; init; }
}

/// <summary>A picture file as it was read.</summary>
/// <param name="Name">Without folders.</param>
/// <param name="Width">Pixels, as in the file.</param>
/// <param name="Height">Pixels, as in the file.</param>
public sealed record SourceFile(string Name, byte[] Content, int Width, int Height);

/// <summary>A picture that lies under the drawing where nothing is drawn.</summary>
/// <param name="File">As it was read; what is shown is decoded from it for the zoom.</param>
/// <param name="X">Pixels of the canvas; may be negative.</param>
/// <param name="Y">Pixels of the canvas; may be negative.</param>
/// <param name="Width">Pixels of the canvas that it covers.</param>
/// <param name="Height">Pixels of the canvas that it covers.</param>
public sealed record TracingLayer(SourceFile File, int X, int Y, int Width, int Height);
