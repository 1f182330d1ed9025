namespace PeerSlot.Drawing;

public enum Tool
{
    /// <summary>Paints with the foreground colour.</summary>
    Pencil,

    /// <summary>Paints with the background colour, which is paper unless somebody swapped the two.</summary>
    Eraser,
}
