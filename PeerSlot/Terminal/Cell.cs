using System.Text;

namespace PeerSlot.Terminal;

/// <summary>
/// A colour of a cell: the terminal's own default, one of its own sixteen, or 24-bit sRGB. The renderer maps it to what the terminal can show.
/// </summary>
public readonly record struct Color
{
    private const uint IndexMark = 0xFE;

    private readonly uint _value;

    private Color(uint value) => _value = value;

    /// <summary>The terminal's default foreground or background.</summary>
    public static Color Default => default;

    public bool IsDefault => _value == 0;

    /// <summary>Written out, here and below, because a record gets a comparer by reflection for each of its fields: at the first frame that is time.</summary>
    public bool Equals(Color other) => _value == other._value;

    public override int GetHashCode() => (int)_value;

    /// <summary>0-15 in the order of SGR 30-37, 90-97; null for any other colour.</summary>
    public int? Index => _value >> 24 == IndexMark ? (int)(_value & 15) : null;

    /// <summary>0xRRGGBB; 0 for the default, and about what it is (VGA's) for one of the sixteen.</summary>
    public int Rgb => Index is { } index ? Frames.Palette.VgaColor(index) : (int)(_value & 0xFFFFFF);

    /// <param name="index">0-15.</param>
    public static Color FromIndex(int index) => new(IndexMark << 24 | (uint)index & 15);

    public static Color FromRgb(byte r, byte g, byte b) => new(0xFF000000u | (uint)r << 16 | (uint)g << 8 | b);

    /// <param name="rgb">0xRRGGBB.</param>
    public static Color FromRgb(int rgb) => new(0xFF000000u | (uint)rgb & 0xFFFFFFu);
}

[Flags]
public enum CellAttributes : byte
{
    None = 0,
    Bold = 1,
    Dim = 2,
    Italic = 4,
    Underline = 8,
    Reverse = 16,
}

/// <summary>How a cell looks, apart from its rune.</summary>
public readonly record struct Style(Color Foreground, Color Background, CellAttributes Attributes = CellAttributes.None)
{
    public static Style Default => default;

    /// <summary>Written out because the comparison that a record gets boxes the enumeration until the code is optimised.</summary>
    public bool Equals(Style other) =>
        Foreground.Equals(other.Foreground) && Background.Equals(other.Background) && Attributes == other.Attributes;

    public override int GetHashCode() => HashCode.Combine(Foreground.GetHashCode(), Background.GetHashCode(), (int)Attributes);
}

/// <summary>
/// One place of the screen. A rune that is two columns wide stands in its left cell; the cell right of it is
/// <see cref="Continuation"/>. Runes of width 0, control characters and lone combining marks never get into a cell.
/// </summary>
public readonly record struct Cell(Rune Rune, Style Style)
{
    /// <summary>What stands on the rune.</summary>
    public CombiningMarks Marks { get; init; }

    public bool Equals(Cell other) => Rune == other.Rune && Marks.Equals(other.Marks) && Style.Equals(other.Style);

    public override int GetHashCode() => HashCode.Combine(Rune.Value, Style.GetHashCode());

    /// <summary>A blank in the default style.</summary>
    public static Cell Blank => new(new Rune(' '), default);

    /// <summary>The right half of a wide rune; its rune is U+0000.</summary>
    public static Cell Continuation(Style style) => new(default, style);

    public bool IsContinuation => Rune.Value == 0;
}

/// <summary>Columns and rows.</summary>
public readonly record struct Size(int Width, int Height);

/// <summary>A rectangle in cells, 0-based, right and bottom edges excluded.</summary>
public readonly record struct Rectangle(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    public bool Contains(int x, int y) => x >= X && x < Right && y >= Y && y < Bottom;
}
