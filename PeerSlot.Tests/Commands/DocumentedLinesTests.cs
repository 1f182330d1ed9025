using System.CommandLine;
using PeerSlot.Commands;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Commands;

/// <summary>Whoever copies a line from a page or from help gets no error of usage.</summary>
public sealed class DocumentedLinesTests
{
    private static readonly RootCommand Root = PeerSlotCommandLine.Build(new CommandEnvironment(
        new CommandOutput(Stream.Null, Stream.Null, outputIsTerminal: false, errorIsTerminal: false), () => Stream.Null, new Dictionary<string, string>(), "/",
        TimeProvider.System, CancellationToken.None));

    public static TheoryData<string> Pages => [.. DocumentedLines.Pages()];

    [Theory, MemberData(nameof(Pages))]
    public void Every_command_line_of_a_page_is_one_that_the_program_takes(string page)
    {
        Assert.All(DocumentedLines.Blocks(page).SelectMany(DocumentedLines.Within), line => AssertTaken(line));
        // Within a text a command is often only named.
        Assert.All(DocumentedLines.WithinText(page).SelectMany(DocumentedLines.Within), line => AssertTaken(line, mayBeShort: true));
    }

    [Fact]
    public void The_pages_have_command_lines() =>
        Assert.InRange(DocumentedLines.Pages().SelectMany(DocumentedLines.Blocks).SelectMany(DocumentedLines.Within).Count(), 40, 10_000);

    [Fact]
    public void Every_example_of_help_is_one_that_the_program_takes() => Assert.All(CommandsBelow(Root, ""), command =>
    {
        var lines = CommandExamples.Of(command).SelectMany(e => DocumentedLines.Within(e.Line)).ToList();
        Assert.Equal(CommandExamples.Of(command).Count, lines.Count);
        Assert.All(lines, line => AssertTaken(line));
    });

    [Fact]
    public void Every_option_stands_in_the_page_of_commands()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "commands.md"));
        Assert.All(OptionsBelow(Root).Distinct(), option => Assert.Matches($"{option}\\b", page));
    }

    private static IEnumerable<string> OptionsBelow(Command command) => command.Hidden
        ? []
        : command.Options.Where(o => !o.Hidden).Select(o => o.Name).Concat(command.Subcommands.SelectMany(OptionsBelow));

    private static IEnumerable<string> CommandsBelow(Command command, string name) =>
        command.Subcommands.SelectMany(c => CommandsBelow(c, $"{name} {c.Name}".Trim())).Prepend(name);

    private static void AssertTaken(string[] words, bool mayBeShort = false)
    {
        var parsed = Root.Parse([.. words.Select(Plain)]);
        var errors = parsed.Errors.Select(e => e.Message).Where(e => !mayBeShort || !e.StartsWith("Required ", StringComparison.Ordinal)).ToList();
        Assert.True(errors.Count == 0, $"peerslot {string.Join(' ', words)}: {string.Join(" ", errors)}");
    }

    /// <summary>A word of a synopsis without brackets and choices, <c>[--timeout MS¦forever]</c>, with something of the kind that its name in capitals asks for.</summary>
    private static string Plain(string word) => word.Replace("...", "", StringComparison.Ordinal).Trim('[', ']').Split('¦')[0] switch
    {
        "N" or "SECONDS" or "MS" or "PID" or "BYTES" => "10",
        "COLSxROWS" => "80x24",
        "RRGGBB" => "FFFFFF",
        var other => other,
    };
}
