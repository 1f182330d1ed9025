using System.Buffers;
using System.CommandLine;
using System.Globalization;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Cells;

namespace PeerSlot.Commands;

/// <summary><c>peerslot show FILE</c>: a picture in the terminal.</summary>
internal static class ShowCommand
{
    private static readonly string[] Later = ["quadrant", "sextant", "sixel", "kitty"];

    public static Command Create(CommandRunner runner)
    {
        var file = new Argument<string>("FILE") { Description = "A picture file; - reads standard input." };
        var size =
            new Option<string>("--size") { Description = "Largest size in cells; the terminal's when it is not given.", HelpName = "COLSxROWS" };
        var mode = new Option<string>("--mode") { Description = "half (two pixels a cell) or ascii.", HelpName = "MODE" };
        var colors =
            new Option<string>("--colors") { Description = "16m, 256 or 2; what the environment says when it is not given.", HelpName = "N" };
        var command = new Command("show", "Draws a picture in the terminal.") { file, size, mode, colors };
        command.Validators.Add(result =>
        {
            if (result.GetValue(size) is { } s && !TryParseSize(s, out _))
                result.AddError($"--size takes columns and rows like 80x24, not \"{PeerNames.Harmless(s)}\".");
            if (result.GetValue(mode) is { } m && m is not ("half" or "ascii"))
                result.AddError(Later.Contains(m)
                    ? $"--mode {m} is not in this version yet: use half or ascii."
                    : $"--mode takes half or ascii, not \"{PeerNames.Harmless(m)}\".");
            if (result.GetValue(colors) is { } c && c is not ("auto" or "16m" or "256" or "2"))
                result.AddError($"--colors takes 16m, 256 or 2, not \"{PeerNames.Harmless(c)}\".");
        });
        command.SetAction(parsed => runner.Run(parsed, context =>
        {
            context.Override("colors", parsed.GetValue(colors));
            var cells = parsed.GetValue(size) is { } s && TryParseSize(s, out var asked) ? asked : Available(context);
            Draw(context, Read(context, parsed.GetValue(file)!, cells), cells, parsed.GetValue(mode) == "ascii");
            return ExitStatus.Done;
        }));
        return command;
    }

    /// <summary>A picture file in half blocks, as wide as the terminal.</summary>
    public static void Draw(CommandContext context, string path) => Draw(context, Read(context, path, Available(context)), Available(context), ascii: false);

    public static void Draw(CommandContext context, Bitmap picture, (int Columns, int Rows) maximum, bool ascii)
    {
        var colors = ascii ? CellColors.None : Colors(context);
        var (columns, rows) = HalfBlockRenderer.Fit(picture.Width, picture.Height, maximum);
        var cells = colors == CellColors.None ? AsciiRenderer.Render(picture, columns, rows) : HalfBlockRenderer.Render(picture, columns, rows);
        var escapes = new ArrayBufferWriter<byte>();
        CellPictureWriter.Write(cells, colors, escapes);
        context.Environment.Output.Raw.Write(escapes.WrittenSpan);
        context.Environment.Output.Raw.Flush();
    }

    /// <summary>The terminal's cells, less a line for the prompt.</summary>
    private static (int Columns, int Rows) Available(CommandContext context)
    {
        var (columns, rows) = context.TerminalSize;
        return (columns, Math.Max(1, rows - 1));
    }

    private static Bitmap Read(CommandContext context, string file, (int Columns, int Rows) cells)
    {
        var content = PictureInput.Read(context, file);
        try
        {
            return PictureFile.DecodeFor(new PixelBox(cells.Columns, cells.Rows * 2), content, new PictureLimits(context.Settings.MaxPixels));
        }
        catch (PictureException e)
        {
            throw new CommandException(ExitStatus.CannotOpen, $"{PeerNames.Harmless(file)} cannot be shown. {e.Message}");
        }
    }

    /// <summary>In a pipe truecolor: whoever looks at it later can show it. On a terminal what its environment promises.</summary>
    private static CellColors Colors(CommandContext context) => context.NoColor ? CellColors.None : context.Settings.Colors switch
    {
        "16m" => CellColors.Truecolor,
        "256" or "16" => CellColors.Palette256,
        "2" => CellColors.None,
        _ when !context.Environment.Output.OutputIsTerminal || context.Environment.Variables.ContainsKey("TMUX") => CellColors.Truecolor,
        _ => Variable(context, "COLORTERM") is "truecolor" or "24bit" ? CellColors.Truecolor : CellColors.Palette256,
    };

    private static string Variable(CommandContext context, string name) => context.Environment.Variables.GetValueOrDefault(name, "");

    private static bool TryParseSize(string text, out (int Columns, int Rows) size)
    {
        size = default;
        var parts = text.Split('x');
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var columns)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) || columns is < 1 or > 1000
                || rows is < 1 or > 1000)
            return false;
        size = (columns, rows);
        return true;
    }
}
