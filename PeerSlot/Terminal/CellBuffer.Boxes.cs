using System.Text;

namespace PeerSlot.Terminal;

public sealed partial class CellBuffer
{
    /// <summary>
    /// Draws the frame of <paramref name="area"/>, its inside untouched: the title in the top edge from the left, the footer in the
    /// bottom edge at the right, each cut with … where it is too long. Smaller than 2 x 2 draws nothing.
    /// </summary>
    public void DrawBox(Rectangle area, BoxStyle box, Style style, string title = "", string footer = "", Style? titleStyle = null)
    {
        if (area.Width < 2 || area.Height < 2)
            return;
        var lines = box == BoxStyle.Double ? "╔═╗║╚╝" : "┌─┐│└┘";
        var (right, bottom) = (area.Right - 1, area.Bottom - 1);
        Fill(new Rectangle(area.X + 1, area.Y, area.Width - 2, 1), new Cell(new Rune(lines[1]), style));
        Fill(new Rectangle(area.X + 1, bottom, area.Width - 2, 1), new Cell(new Rune(lines[1]), style));
        Fill(new Rectangle(area.X, area.Y + 1, 1, area.Height - 2), new Cell(new Rune(lines[3]), style));
        Fill(new Rectangle(right, area.Y + 1, 1, area.Height - 2), new Cell(new Rune(lines[3]), style));
        this[area.X, area.Y] = new Cell(new Rune(lines[0]), style);
        this[right, area.Y] = new Cell(new Rune(lines[2]), style);
        this[area.X, bottom] = new Cell(new Rune(lines[4]), style);
        this[right, bottom] = new Cell(new Rune(lines[5]), style);

        // A corner, a line and a blank on either side.
        var room = area.Width - 6;
        if (title.Length > 0 && room > 0)
            Write(area.X + 2, area.Y, $" {SafeText.Fit(title, room)} ", titleStyle ?? style);
        if (footer.Length > 0 && room > 0)
        {
            var text = SafeText.Fit(footer, room);
            Write(right - 3 - SafeText.Width(text), bottom, $" {text} ", style);
        }
    }
}
