using System.Globalization;
using System.Net;
using System.Text;
using PeerSlot.Terminal;

namespace PeerSlot.Tests.Support;

/// <summary>
/// A terminal's screen as an SVG picture: blocks and lines drawn as shapes, which meet as in a terminal whatever the viewer's font is, and the rest as text
/// that is fitted to its cells.
/// </summary>
public static class SvgScreen
{
    private const int CellWidth = 9;
    private const int CellHeight = 18;
    private const int Border = 8;
    private const int Paper = 0x1B1D23;
    private const int Ink = 0xD6D8DF;

    /// <summary>The sixteen colours as xterm has them, a little softer.</summary>
    private static readonly int[] Sixteen =
    [
        0x1B1D23, 0xCC4444, 0x4FA64F, 0xC2A13A, 0x4C78D0, 0xB05CB8, 0x3FA6A6, 0xC8CAD0,
        0x6B6F7A, 0xF06A6A, 0x74D074, 0xEBD05A, 0x7CA2F0, 0xDB8AE0, 0x66D0D0, 0xFFFFFF,
    ];

    public static string Of(VtEmulator screen)
    {
        var (width, height) = (screen.Size.Width * CellWidth + 2 * Border, screen.Size.Height * CellHeight + 2 * Border);
        var svg = new StringBuilder();
        Append(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"");
        svg.Append(" font-family=\"DejaVu Sans Mono, Menlo, Consolas, Liberation Mono, monospace\" font-size=\"15\" shape-rendering=\"crispEdges\">\n");
        Append(svg, $"<rect width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"{Hex(Paper)}\"/>\n");
        for (var y = 0; y < screen.Size.Height; y++)
        {
            Ground(svg, screen, y);
            Signs(svg, screen, y);
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>The cells' grounds, runs of one colour as one rectangle.</summary>
    private static void Ground(StringBuilder svg, VtEmulator screen, int y)
    {
        for (var x = 0; x < screen.Size.Width;)
        {
            var color = Colors(screen[x, y]).Ground;
            var end = x + 1;
            while (end < screen.Size.Width && Colors(screen[end, y]).Ground == color)
                end++;
            if (color != Paper)
                Rectangle(svg, Left(x), Top(y), (end - x) * CellWidth, CellHeight, color);
            x = end;
        }
    }

    private static void Signs(StringBuilder svg, VtEmulator screen, int y)
    {
        for (var x = 0; x < screen.Size.Width;)
        {
            var cell = screen[x, y];
            var color = Colors(cell).Ink;
            var end = x + 1;
            if (CellShapes.Of(cell.Rune.Value) is { } shapes)
            {
                while (end < screen.Size.Width && CellShapes.IsWide(cell.Rune.Value) && screen[end, y].Rune == cell.Rune && Colors(screen[end, y]).Ink == color)
                    end++;
                foreach (var (left, top, width, height, opacity) in shapes)
                    Rectangle(svg, Left(x) + left, Top(y) + top, (end - x - 1) * CellWidth + width, height, color, opacity);
            }
            else if (!IsBlank(cell))
            {
                while (end < screen.Size.Width && !IsBlank(screen[end, y]) && CellShapes.Of(screen[end, y].Rune.Value) is null
                    && Colors(screen[end, y]).Ink == color && screen[end, y].Attributes == cell.Attributes)
                    end++;
                Words(svg, screen, x, end, y, color);
            }

            x = end;
        }
    }

    private static void Words(StringBuilder svg, VtEmulator screen, int x, int end, int y, int color)
    {
        var words = new StringBuilder();
        for (var i = x; i < end; i++)
        {
            if (screen[i, y].Rune.Value != 0)
                words.Append(screen[i, y].Rune);
        }

        var attributes = screen[x, y].Attributes;
        var style = $"{((attributes & CellAttributes.Bold) != 0 ? " font-weight=\"bold\"" : "")}{((attributes & CellAttributes.Underline) != 0 ? " text-decoration=\"underline\"" : "")}";
        Append(svg, $"<text x=\"{Left(x)}\" y=\"{Top(y) + 14}\" fill=\"{Hex(color)}\" textLength=\"{(end - x) * CellWidth}\" lengthAdjust=\"spacingAndGlyphs\"{style}>{WebUtility.HtmlEncode(words.ToString())}</text>\n");
    }

    private static bool IsBlank(VtCell cell) => cell.Rune.Value is ' ';

    private static (int Ink, int Ground) Colors(VtCell cell)
    {
        var (ink, ground) = (Rgb(cell.Foreground, Ink), Rgb(cell.Background, Paper));
        if ((cell.Attributes & CellAttributes.Reverse) != 0)
            (ink, ground) = (ground, ink);
        return ((cell.Attributes & CellAttributes.Dim) != 0 ? Between(ink, ground) : ink, ground);
    }

    private static int Between(int a, int b) =>
        ((a >> 16) + (b >> 16)) / 2 << 16 | ((a >> 8 & 0xFF) + (b >> 8 & 0xFF)) / 2 << 8 | ((a & 0xFF) + (b & 0xFF)) / 2;

    private static int Rgb(VtColor color, int normal) => color.Kind switch
    {
        VtColorKind.Rgb => color.Value,
        VtColorKind.Index when color.Value < 16 => Sixteen[color.Value],
        VtColorKind.Index when color.Value >= 232 => (8 + (color.Value - 232) * 10) * 0x010101,
        VtColorKind.Index => Step((color.Value - 16) / 36) << 16 | Step((color.Value - 16) / 6 % 6) << 8 | Step((color.Value - 16) % 6),
        _ => normal,
    };

    /// <summary>xterm's colour cube.</summary>
    private static int Step(int level) => level == 0 ? 0 : 55 + 40 * level;

    private static int Left(int x) => Border + x * CellWidth;

    private static int Top(int y) => Border + y * CellHeight;

    private static string Hex(int color) => $"#{color:x6}";

    private static void Rectangle(StringBuilder svg, double x, double y, double width, double height, int color, double opacity = 1)
    {
        Append(svg, $"<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{Hex(color)}\"");
        svg.Append(opacity < 1 ? string.Create(CultureInfo.InvariantCulture, $" fill-opacity=\"{opacity}\"/>\n") : "/>\n");
    }

    private static void Append(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
