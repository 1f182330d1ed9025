using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The wanted picture in cells, or one line that says why there is none.</summary>
internal static class PicturePane
{
    public static void Draw(Painter painter, Rectangle area, Preview preview, Text otherwise)
    {
        if (preview.Wanted is null)
            Say(painter, area, otherwise);
        else if (preview.Shown is not { } result)
            Say(painter, area, "…");
        else if (result.Cells is { } cells)
            painter.Picture(area, cells);
        else
            Say(painter, area, result.Reason ?? Text.Empty);
    }

    /// <summary>A sentence in the middle, over as many lines as it takes.</summary>
    private static void Say(Painter painter, Rectangle area, Text text)
    {
        var lines = TextWrap.Lines(text.In(painter.Language), Math.Max(1, area.Width - 2));
        for (var i = 0; i < Math.Min(lines.Count, area.Height); i++)
        {
            var y = area.Y + Math.Max(0, (area.Height - lines.Count) / 2) + i;
            painter.Put(area.X + Math.Max(0, (area.Width - SafeText.Width(lines[i])) / 2), y, lines[i], Theme.Quiet, area.Width);
        }
    }
}
