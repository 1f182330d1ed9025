namespace PeerSlot.Drawing.Tools;

public enum Tool
{
    /// <summary>A square tip.</summary>
    Pencil,

    /// <summary>A round tip, for the larger sizes.</summary>
    Brush,

    /// <summary>Paints with the background, which is nothing unless somebody chose a colour.</summary>
    Eraser,
    Line,
    Rectangle,
    Oval,

    /// <summary>Replaces what touches and looks the same.</summary>
    Fill,

    /// <summary>Types glyphs into cells.</summary>
    Text,
    Select,

    /// <summary>Takes the colour of a pixel, or all of a cell, from the drawing.</summary>
    Pick,
}
