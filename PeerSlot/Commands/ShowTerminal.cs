using PeerSlot.Pictures.Cells;
using PeerSlot.Terminal;

namespace PeerSlot.Commands;

/// <summary>What a picture is drawn for: what was asked for, else what the terminal says of itself, else what every terminal can.</summary>
/// <param name="Cells">Most columns and rows.</param>
/// <param name="CellWidth">Pixels.</param>
/// <param name="CellHeight">Pixels.</param>
/// <param name="Background">0xRRGGBB.</param>
internal sealed record ShowTerminal(
    ShowMode Mode, CellColors Colors, (int Columns, int Rows) Cells, double CellWidth, double CellHeight, int Background)
{
    /// <summary>How long answers are waited for. Terminals on the same machine answer in some milliseconds.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(150);

    /// <summary>Terminals that draw sextants themselves, by the name that they answer to XTVERSION: no font has to have them.</summary>
    private static readonly string[] DrawSextants = ["kitty", "foot", "WezTerm", "ghostty", "contour"];

    public static ShowTerminal Choose(CommandContext context, ShowWishes wishes, bool mayAsk)
    {
        var isTerminal = context.Environment.Output.OutputIsTerminal;
        var isSettled = wishes is { Mode: not null, Background: not null } && context.Settings.Colors != "auto";
        return Choose(context, wishes, isTerminal && mayAsk && !isSettled ? Terminals.Ask(Variable(context), AnswerTime) : new TerminalAnswers());
    }

    /// <summary>By what a terminal has answered already.</summary>
    public static ShowTerminal Choose(CommandContext context, ShowWishes wishes, TerminalAnswers answers)
    {
        var isTerminal = context.Environment.Output.OutputIsTerminal;
        var colors = ColorsFor(context, answers, isTerminal);
        var (columns, rows) = context.TerminalSize;
        var (width, height) = (isTerminal ? Terminals.OutputCellPixels() : null) ?? answers.CellPixels ?? (10, 20);
        return new ShowTerminal(
            wishes.Mode ?? ModeFor(wishes, answers, colors, context.Settings.Colors), colors,
            // Less a line for the prompt.
            wishes.Size ?? (columns, Math.Max(1, rows - 1)), width, height, wishes.Background ?? answers.Background ?? 0);
    }

    private static ShowMode ModeFor(ShowWishes wishes, TerminalAnswers answers, CellColors colors, string asked)
    {
        // A player changes cells, not pixels; and who asks for few colours asks for cells.
        var mayBePixels = wishes is { IsDithered: false, Frames: 1 } && (asked is "auto" or "16m") && colors != CellColors.None;
        if (mayBePixels && answers.ShowsKitty)
            return ShowMode.Kitty;
        if (mayBePixels && answers.ShowsSixel)
            return ShowMode.Sixel;
        if (wishes.IsDithered)
            return ShowMode.Half;
        if (colors == CellColors.None)
            return ShowMode.Ascii;
        return DrawSextants.Any(name => answers.Version.StartsWith(name, StringComparison.Ordinal)) ? ShowMode.Best : ShowMode.Block;
    }

    /// <summary>In a pipe truecolor: whoever looks at it later can show it.</summary>
    private static CellColors ColorsFor(CommandContext context, TerminalAnswers answers, bool isTerminal)
    {
        new TerminalSettings { Colors = context.Settings.Colors }.TryReadColors(out var asked);
        if (context.NoColor)
            return CellColors.None;
        return (asked ?? (isTerminal ? answers.Colors ?? new TerminalEnvironment(Variable(context)).ColorDepth : ColorDepth.TrueColor)) switch
        {
            ColorDepth.TrueColor => CellColors.Truecolor,
            ColorDepth.Colors256 => CellColors.Palette256,
            ColorDepth.Colors16 => CellColors.Palette16,
            _ => CellColors.None,
        };
    }

    private static Func<string, string?> Variable(CommandContext context) => name => context.Environment.Variables.GetValueOrDefault(name);
}
