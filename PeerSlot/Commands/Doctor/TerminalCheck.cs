using PeerSlot.Terminal;

namespace PeerSlot.Commands.Doctor;

/// <summary>What the terminal says of itself, asked and unasked, and what follows for pictures.</summary>
internal static class TerminalCheck
{
    /// <summary>An SSH line to another continent and back.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(600);

    public static void Run(CommandContext context, DoctorReport report)
    {
        var variables = context.Environment.Variables;
        if (!context.Environment.Output.OutputIsTerminal)
        {
            report.Add("terminal", DoctorReport.Fine, "Standard output is no terminal: results come as plain lines. Run the doctor in the terminal itself to have that looked at.");
            return;
        }

        string? Variable(string name) => variables.GetValueOrDefault(name);
        var environment = new TerminalEnvironment(Variable);
        var (columns, rows) = context.TerminalSize;
        var isSmall = columns < 80 || rows < 24;
        report.Add("terminal", isSmall ? DoctorReport.Note : DoctorReport.Fine,
            isSmall
                ? $"{columns}x{rows} cells, TERM={Variable("TERM")}, COLORTERM={Variable("COLORTERM")}. The screens are made for 80x24: enlarge the window, or choose a smaller font."
                : (Text)$"{columns}x{rows} cells, TERM={Variable("TERM")}, COLORTERM={Variable("COLORTERM")}.");
        if (environment.IsDumb && !OperatingSystem.IsWindows())
        {
            report.Add("terminal answers", DoctorReport.Note, "It was not asked, because TERM is unset or dumb: only lines are shown (--plain). Set TERM to what the terminal is, xterm-256color for most.");
            return;
        }

        var answers = Terminals.Ask(Variable, AnswerTime);
        Answers(environment, answers, report);
        Characters(environment, report);
        Pictures(context, answers, report);
    }

    private static void Answers(TerminalEnvironment environment, TerminalAnswers answers, DoctorReport report)
    {
        if (OperatingSystem.IsWindows() || !environment.MayBeAsked)
        {
            report.Add("terminal answers", DoctorReport.Fine, "It was not asked: this kind shows questions as text, or has none to answer.");
            return;
        }

        var said = new List<Text>();
        if (answers.Version.Length > 0)
            said.Add($"it is {Harmless(answers.Version)}");
        if (answers.Colors == ColorDepth.TrueColor)
            said.Add("it knows 24-bit colours");
        if (answers.ShowsKitty)
            said.Add("it shows kitty graphics");
        if (answers.ShowsSixel)
            said.Add("it shows sixel");
        if (answers.CellPixels is var (width, height))
            said.Add($"a cell has {width:0}x{height:0} pixels");
        if (answers.Background is { } background)
            said.Add($"the background is #{background:x6}");
        var asked = environment.IsInsideScreen
            ? (Text)"Asked for its name, kitty graphics, sixel, its cells' pixels and its background; not for 24-bit colours, since GNU screen hands that question to the terminal around it."
            : "Asked for its name, 24-bit colours, kitty graphics, sixel, its cells' pixels and its background.";
        report.Add("terminal answers", DoctorReport.Fine,
            said.Count > 0 ? $"{asked} It answered: {Text.Join(", ", said)}." : (Text)$"{asked} It named none of them; its variables decide.");
    }

    private static void Characters(TerminalEnvironment environment, DoctorReport report)
    {
        if (environment.Glyphs == GlyphRange.AsciiOnly)
            report.Add("characters", DoctorReport.Note, "LC_ALL, LC_CTYPE or LANG names a character set that is not UTF-8, so boxes and pictures are drawn with ASCII. If the terminal has UTF-8, set LANG=C.UTF-8.");
        else if (environment.Glyphs == GlyphRange.Console)
            report.Add("characters", DoctorReport.Fine, "The kernel's console: its font has half blocks and boxes, and no finer blocks.");
        else
            report.Add("characters", DoctorReport.Fine, "UTF-8: boxes and blocks.");
    }

    private static void Pictures(CommandContext context, TerminalAnswers answers, DoctorReport report)
    {
        var chosen = ShowTerminal.Choose(context, new ShowWishes(), answers);
        var mode = chosen.Mode.ToString().ToLowerInvariant();
        Text colors = chosen.Colors switch
        {
            PeerSlot.Pictures.Cells.CellColors.Truecolor => "24-bit colours",
            PeerSlot.Pictures.Cells.CellColors.Palette256 => "256 colours",
            PeerSlot.Pictures.Cells.CellColors.Palette16 => "16 colours",
            _ => "no colours",
        };
        var hasFew = chosen.Colors is PeerSlot.Pictures.Cells.CellColors.Palette16 && !context.NoColor;
        report.Add("pictures", hasFew ? DoctorReport.Note : DoctorReport.Fine, hasFew
            ? $"So pictures are shown with --mode {mode} in {colors}. If the terminal has more, set COLORTERM=truecolor, or choose with --colors 16m and the setting \"colors\"."
            : (Text)$"So pictures are shown with --mode {mode} in {colors}.");
    }

    private static string Harmless(string text) => string.Concat(text.Take(60).Select(c => char.IsAscii(c) && !char.IsControl(c) ? c : '?'));
}
