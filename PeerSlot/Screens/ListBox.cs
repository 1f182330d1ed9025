using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Rows of a list, a page at a time, so that a row keeps its place while it is clicked.</summary>
internal static class ListBox
{
    /// <param name="row">Draws a row by its index into one line of the area.</param>
    /// <param name="select">What a click on a row does; a click on the selected one does <paramref name="enter"/>.</param>
    public static void Draw(
        Painter painter, Rectangle area, int count, int selected, Action<int, Rectangle> row, Func<Model, int, Model> select, Func<Model, Step> enter)
    {
        if (area.Height <= 0)
            return;
        var first = Math.Max(0, selected) / area.Height * area.Height;
        for (var i = first; i < Math.Min(count, first + area.Height); i++)
        {
            var line = new Rectangle(area.X, area.Y + i - first, area.Width, 1);
            row(i, line);
            var index = i;
            painter.Click(line, index == selected ? enter : m => select(m, index));
            if (i == selected)
                painter.Cursor = (line.X, line.Y);
        }
    }
}
