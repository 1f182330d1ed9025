using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>
/// Where things stand: a header, the body, then status, hints and F-bar. Below 80x24 a screen is one pane; from 160x50 on the room is
/// shown beside the drawing.
/// </summary>
internal readonly record struct Layout(Size Size)
{
    public const int LeastWidth = 40;
    public const int LeastHeight = 12;

    private const int NarrowSide = 18;
    private const int WideSide = 60;
    private const int ToolBandHeight = 6;

    public bool IsTooSmall => Size.Width < LeastWidth || Size.Height < LeastHeight;

    public bool IsOnePane => Size.Width < 80 || Size.Height < 24;

    public bool IsSpacious => Size.Width >= 160 && Size.Height >= 50;

    public int StatusRow => Size.Height - 3;

    public int HintRow => Size.Height - 2;

    public int BarRow => Size.Height - 1;

    public Rectangle Body => new(0, 1, Size.Width, Math.Max(0, Size.Height - 4));

    /// <summary>The drawing, frame included.</summary>
    public Rectangle Drawing => IsOnePane ? Body : new Rectangle(0, Body.Y, Size.Width - SideWidth, Body.Height - ToolBand.Height);

    /// <summary>Under the drawing; nothing where the tools stand beside it.</summary>
    public Rectangle ToolBand => IsSpacious ? new Rectangle(0, Body.Bottom - ToolBandHeight, Size.Width - SideWidth, ToolBandHeight) : default;

    /// <summary>Right of the drawing; nothing where there is one pane only.</summary>
    public Rectangle Side => IsOnePane ? default : new Rectangle(Size.Width - SideWidth, 1, SideWidth, Body.Height);

    /// <summary>The list of the inbox and of the file chooser.</summary>
    public Rectangle List => IsOnePane ? Body : Body with { Width = ListWidth };

    /// <summary>The picture beside the list.</summary>
    public Rectangle Picture => IsOnePane ? default : new Rectangle(ListWidth, 1, Size.Width - ListWidth, Body.Height);

    private int SideWidth => IsSpacious ? WideSide : NarrowSide;

    private int ListWidth => Math.Clamp(Size.Width * 30 / 100, 28, 48);

    /// <summary>A dialog in the middle of the body, cut to it.</summary>
    public Rectangle Dialog(int width, int height)
    {
        var (w, h) = (Math.Min(width, Body.Width), Math.Min(height, Body.Height));
        return new Rectangle((Body.Width - w) / 2, Body.Y + (Body.Height - h) / 2, w, h);
    }

    public static Rectangle Inside(Rectangle frame) => new(frame.X + 1, frame.Y + 1, Math.Max(0, frame.Width - 2), Math.Max(0, frame.Height - 2));
}
