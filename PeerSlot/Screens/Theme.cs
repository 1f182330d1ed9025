using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>
/// How things look. Plain text keeps the terminal's own colours, so that it is readable on dark and on light ones; what has a
/// background of its own names both colours.
/// </summary>
internal static class Theme
{
    public static Style Text => Style.Default;

    public static Style Strong { get; } = new(Color.Default, Color.Default, CellAttributes.Bold);

    public static Style Quiet { get; } = new(Color.Default, Color.Default, CellAttributes.Dim);

    /// <summary>Of the sixteen colours the nearest is blue, not grey.</summary>
    public static Style Header { get; } = new(Color.FromRgb(0xFFFFFF), Color.FromRgb(0x153C8F));

    public static Style HeaderNews { get; } = new(Color.FromRgb(0x000000), Color.FromRgb(0xF5D020), CellAttributes.Bold);

    public static Style Selected { get; } = new(Color.FromRgb(0xFFFFFF), Color.FromRgb(0x2F5FD0));

    /// <summary>Selected in a pane that has not the keyboard.</summary>
    public static Style Marked { get; } = new(Color.Default, Color.Default, CellAttributes.Reverse);

    public static Style New { get; } = new(Color.FromRgb(0xE08A00), Color.Default, CellAttributes.Bold);

    public static Style Trouble { get; } = new(Color.FromRgb(0xE03030), Color.Default, CellAttributes.Bold);

    public static Style BarLabel { get; } = new(Color.FromRgb(0x000000), Color.FromRgb(0x5FB3B3));

    public static Style Frame => Style.Default;

    public static Style FrameFocused { get; } = new(Color.Default, Color.Default, CellAttributes.Bold);
}
