namespace PeerSlot.Terminal;

/// <summary>The lines of a box; the double one marks the pane that has the keyboard.</summary>
public enum BoxStyle
{
    Single, Double,
}
