using System.Collections.Immutable;
using System.Globalization;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>What the status line said, the newest last.</summary>
internal sealed class LogScreen : Screen
{
    public override Mode Mode => Mode.Log;

    public override IReadOnlyList<ScreenCommand> Table { get; } = [.. ListKeys(Mode.Log, Scroll)];

    public override void Draw(Model model, Painter painter)
    {
        var lines = Shown(model);
        var title = model.Filter.Length == 0 ? (Text)"Log" : ListFilter.Title(model, "Log", lines.Count, model.Log.Count);
        var inside = painter.Box(
            new Layout(model.Size).Body, title, model.LogScroll > 0 ? (Text)$"{model.LogScroll} newer below" : "", model.Layers.IsEmpty);
        DrawLines(model, painter, inside, lines, lines.Count - model.LogScroll);
    }

    /// <summary>The newest lines beside the drawing.</summary>
    public static void DrawPane(Model model, Painter painter, Rectangle area)
    {
        DrawLines(model, painter, painter.Box(area, "Log"), model.Log, model.Log.Count);
        painter.Click(area, m => GlobalTable.Show(m, Mode.Log));
    }

    /// <param name="last">The index after the lowest line.</param>
    private static void DrawLines(Model model, Painter painter, Rectangle inside, ImmutableList<LogLine> lines, int last)
    {
        var first = Math.Max(0, last - inside.Height);
        for (var i = first; i < last; i++)
        {
            var (line, y) = (lines[i], inside.Y + i - first);
            var time = TimeZoneInfo.ConvertTime(line.At, model.Zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            var next = painter.Put(inside.X + 1, y, time, Theme.Quiet);
            painter.Put(next + 1, y, painter.Fit(line.Text, Math.Max(0, inside.Right - next - 2)), line.Trouble ? Theme.Trouble : Theme.Text);
        }
    }

    private static ImmutableList<LogLine> Shown(Model model) =>
        model.Filter.Length == 0 ? model.Log : [.. ListFilter.Shown(model, model.Log, l => l.Text.In(model.Language)).Select(i => model.Log[i])];

    private static Model Scroll(Model model, int by)
    {
        var rows = Math.Max(1, new Layout(model.Size).Body.Height - 2);
        return model with { LogScroll = (int)Math.Clamp((long)model.LogScroll - by, 0, Math.Max(0, Shown(model).Count - rows)) };
    }
}
