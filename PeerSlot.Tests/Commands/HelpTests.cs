using System.Text.RegularExpressions;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Commands;

/// <summary>
/// Help of every command, in both languages, as it is read at 80 columns: <c>Fixtures/Help</c>. With PEERSLOT_WRITE_GOLDEN=1 in the environment the files
/// are written anew.
/// </summary>
public sealed partial class HelpTests : IDisposable
{
    private static readonly string[] Commands =
    [
        "", "send", "receive", "peers", "show", "doctor", "demo", "config", "config show", "config path", "config check", "slot", "slot create", "slot write",
        "slot info", "lab", "lab send", "lab receive", "bridge", "deploy", "completion", "man",
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Pages
    {
        get
        {
            var pages = new TheoryData<string, string>();
            foreach (var command in Commands)
            {
                pages.Add("en", command);
                pages.Add("ru", command);
            }

            return pages;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Help_is_its_golden_file(string language, string command)
    {
        var said = Help(language, command);
        var name = Path.Combine("Fixtures", "Help", language, (command.Length == 0 ? "peerslot" : command.Replace(' ', '-')) + ".txt");
        if (Environment.GetEnvironmentVariable("PEERSLOT_WRITE_GOLDEN") == "1")
        {
            var source = Path.Combine(Repository.Root, "PeerSlot.Tests", name);
            Directory.CreateDirectory(Path.GetDirectoryName(source)!);
            File.WriteAllText(source, said);
            return;
        }

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, name)), said);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Help_fits_into_80_columns_and_cuts_nothing(string language, string command)
    {
        var lines = Help(language, command).Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain(lines, line => line.Contains('…', StringComparison.Ordinal));
    }

    [Fact]
    public void Every_command_has_a_page()
    {
        var listed = Commands.SelectMany(c => Listed().Matches(Section(Help("en", c), "Commands:")).Select(m => c.Length == 0 ? m.Groups[1].Value : $"{c} {m.Groups[1].Value}"));
        Assert.Equal(Commands.Skip(1).Order(), listed.Order());
    }

    [Fact]
    public void Help_in_Russian_is_Russian() =>
        Assert.All(Commands, c => Assert.DoesNotMatch(@"\b[a-z]{3,} [a-z]{2,} [a-z]{2,} [a-z]{2,}\b", Section(Help("ru", c), "Параметры:")));

    private static string Section(string page, string title)
    {
        var begin = page.IndexOf("\n" + title + "\n", StringComparison.Ordinal);
        return begin < 0 ? "" : page[(begin + title.Length + 2)..].Split("\n\n")[0] + "\n";
    }

    private string Help(string language, string command)
    {
        var run = CommandRun.Of(_folder, Language.Find(language)!, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal((0, ""), (run.Status, run.Errors));
        return run.Output;
    }

    [GeneratedRegex(@"^  ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
