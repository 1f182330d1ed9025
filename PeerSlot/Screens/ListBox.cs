using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Rows of a list, a page at a time, so that a row keeps its place while it is clicked.</summary>
internal static class ListBox
{
    /// <summary>The first rows, to look at alone; the last line says how many more there are.</summary>
    /// <param name="row">Draws a row by its index into one line of the area.</param>
    public static void DrawFirst(Painter painter, Rectangle area, int count, Action<int, Rectangle> row)
    {
        var shown = count <= area.Height ? count : area.Height - 1;
        for (var i = 0; i < shown; i++)
            row(i, new Rectangle(area.X, area.Y + i, area.Width, 1));
        if (shown < count && shown >= 0)
            painter.Write(area.X + 1, area.Y + shown, $"… {count - shown} more", Theme.Quiet, area.Width - 1);
    }

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
