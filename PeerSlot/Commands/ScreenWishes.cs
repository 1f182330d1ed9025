using System.CommandLine;
using System.CommandLine.Completions;

namespace PeerSlot.Commands;

/// <summary>The options of the commands that open the screens. Each stands for a setting.</summary>
internal sealed class ScreenWishes
{
    private readonly Option<string> _theme = new("--theme")
    {
        Description = "terminal (its own colours), dark, light, contrast, sixteen, or the path of a theme's file.", HelpName = "THEME",
        CompletionSources = { "terminal", "dark", "light", "contrast", "sixteen" },
    };

    private readonly Option<string> _colors = new("--colors") { Description = "auto, 16m, 256, 16 or 2.", HelpName = "N", CompletionSources = { "16m", "256", "16", "2" } };

    private readonly Option<bool> _ascii = new("--ascii") { Description = "Boxes, symbols and pictures of ASCII alone." };

    private readonly Option<bool> _noMouse = new("--no-mouse") { Description = "Leave the mouse to the terminal, to select text with it." };

    public void AddTo(Command command)
    {
        command.Options.Add(_theme);
        command.Options.Add(_colors);
        command.Options.Add(_ascii);
        command.Options.Add(_noMouse);
    }

    public void Apply(CommandContext context, ParseResult parsed)
    {
        context.Override("theme", parsed.GetValue(_theme));
        context.Override("colors", parsed.GetValue(_colors));
        context.Override("ascii", parsed.GetValue(_ascii) ? "true" : null);
        context.Override("mouse", parsed.GetValue(_noMouse) ? "false" : null);
    }
}
