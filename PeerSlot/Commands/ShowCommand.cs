using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using PeerSlot.Pictures;

namespace PeerSlot.Commands;

/// <summary><c>peerslot show FILE</c>: a picture in the terminal.</summary>
internal static class ShowCommand
{
    private static readonly string[] Depths = ["auto", "16m", "256", "16", "2"];

    public static Command Create(CommandRunner runner)
    {
        var file = new Argument<string>("FILE") { Description = "A picture file; - reads standard input." };
        var size = new Option<string>("--size") { Description = "Largest size in cells; the terminal's when it is not given.", HelpName = "COLSxROWS" };
        var mode = new Option<string>("--mode")
        {
            Description = "half (two pixels a cell), quadrant (four), block (the best of all blocks that fonts have), best (of these and "
                + "Unicode 13's sextants), sixel, kitty or ascii; what the terminal is known to show when it is not given.",
            HelpName = "MODE",
        };
        var colors = new Option<string>("--colors") { Description = "16m, 256, 16 or 2; what the terminal says when it is not given.", HelpName = "N" };
        mode.CompletionSources.Add(ModeNames());
        colors.CompletionSources.Add(Depths[1..]);
        var compact = new Option<bool>("--compact") { Description = "A quarter fewer bytes, for slow lines: colours may be 3 of 256 steps off." };
        var dither = new Option<bool>("--dither") { Description = "With 256 colours or fewer: right colours from afar, mixed of those that there are." };
        var frames = new Option<int?>("--frames") { Description = "Plays so many frames of an animation; 1 when it is not given.", HelpName = "N" };
        var background = new Option<string>("--background") { Description = "Behind transparent parts; the terminal's when it is not given.", HelpName = "RRGGBB" };
        var command = new Command("show", "Draws a picture in the terminal.") { file, size, mode, colors, compact, dither, frames, background };
        command.Validators.Add(result =>
        {
            Check(size, TryParseSize(result.GetValue(size), out _), "columns and rows like 80x24");
            Check(mode, TryParseMode(result.GetValue(mode), out var asked), $"{string.Join(", ", ModeNames()[..^1])} or {ModeNames()[^1]}");
            Check(colors, result.GetValue(colors) is var depth && Depths.Contains(depth), $"{string.Join(", ", Depths[1..^1])} or {Depths[^1]}");
            Check(background, TryParseColor(result.GetValue(background), out _), "a colour like FFFFFF");
            if (result.GetResult(frames) is { Tokens: [var count] } && !(int.TryParse(count.Value, NumberStyles.None, null, out var n) && n > 0))
                throw Wrong($"--frames takes a whole number of 1 or more, not \"{PeerNames.Harmless(count.Value)}\".");
            if (result.GetValue(dither) && asked is ShowMode.Sixel or ShowMode.Kitty or ShowMode.Ascii)
                throw Wrong($"--dither works with half, quadrant, block and best, not with --mode {result.GetValue(mode)}.");

            void Check(Option<string> option, bool isRight, Text what)
            {
                if (result.GetValue(option) is { } text && !isRight)
                    throw Wrong($"{option.Name} takes {what}, not \"{PeerNames.Harmless(text)}\".");
            }
        });
        command.SetAction(parsed => runner.Run(parsed, context =>
        {
            context.Override("colors", parsed.GetValue(colors));
            var wishes = new ShowWishes
            {
                Size = TryParseSize(parsed.GetValue(size), out var cells) ? cells : null,
                Mode = TryParseMode(parsed.GetValue(mode), out var asked) ? asked : null,
                IsCompact = parsed.GetValue(compact),
                IsDithered = parsed.GetValue(dither),
                Frames = parsed.GetValue(frames) ?? 1,
                Background = TryParseColor(parsed.GetValue(background), out var color) ? color : null,
            };
            Draw(context, parsed.GetValue(file)!, wishes, mayAsk: true);
            return ExitStatus.Done;
        }));
        return command;
    }

    /// <summary>A picture file as large as the terminal; the terminal is not asked for anything, as others may be writing to it.</summary>
    public static void Draw(CommandContext context, string path) => Draw(context, path, new ShowWishes { Mode = ShowMode.Half }, mayAsk: false);

    private static void Draw(CommandContext context, string file, ShowWishes wishes, bool mayAsk)
    {
        var content = PictureInput.Read(context, file);
        try
        {
            new PictureShow(context, ShowTerminal.Choose(context, wishes, mayAsk), wishes).Play(content);
        }
        catch (PictureException e)
        {
            throw new CommandException(ExitStatus.CannotOpen, $"{PeerNames.Harmless(file)} cannot be shown. {e.Text}");
        }
    }

    private static CommandException Wrong(Text sentence) => new(ExitStatus.Usage, sentence);

    private static string[] ModeNames() => [.. Enum.GetNames<ShowMode>().Select(name => name.ToLowerInvariant())];

    private static bool TryParseMode(string? text, out ShowMode? mode)
    {
        // The name that scripts know for the best blocks.
        var index = Array.IndexOf(ModeNames(), text == "sextant" ? "best" : text);
        mode = index < 0 ? null : (ShowMode)index;
        return index >= 0;
    }

    private static bool TryParseColor(string? text, out int color)
    {
        color = 0;
        var digits = text?.TrimStart('#') ?? "";
        return digits.Length == 6 && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out color);
    }

    private static bool TryParseSize(string? text, out (int Columns, int Rows) size)
    {
        size = default;
        var parts = (text ?? "").Split('x');
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) || columns is < 1 or > 1000 || rows is < 1 or > 1000)
            return false;
        size = (columns, rows);
        return true;
    }
}
