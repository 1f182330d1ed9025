using System.Text.RegularExpressions;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Architecture;

/// <summary>Holds the arrows between the folders of PeerSlot/ (docs/architecture.md, "Rooms and doors").</summary>
public sealed partial class FolderArrowsTests
{
    /// <summary>A leaf that all may use (docs/decisions/0006-languages.md).</summary>
    private const string Leaf = "Languages";

    /// <summary>Which folders each folder may use. Any other arrow is a fault.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        [Leaf] = [],
        ["Mailslots"] = [],
        ["Protocol"] = [],
        ["Pictures"] = [],
        ["Terminal"] = [],
        ["Drawing"] = ["Pictures"],
        ["Gallery"] = ["Pictures"],
        ["Exchange"] = ["Protocol", "Mailslots", "Gallery", "Pictures"],
        ["Settings"] = ["Mailslots", "Protocol", "Pictures", "Gallery", "Exchange", "Terminal"],
        ["Screens"] = ["Exchange", "Terminal", "Drawing", "Pictures", "Gallery", "Settings"],
        ["Commands"] = ["Exchange", "Terminal", "Drawing", "Pictures", "Gallery", "Settings", "Screens"],
        ["Program"] = ["Commands", "Screens", "Exchange", "Settings"],
    };

    [Fact]
    public void No_folder_uses_one_that_the_plan_does_not_allow()
    {
        var faults = SourceFiles().SelectMany(f => FaultsOf(f.Name, f.Folder, f.Text)).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Every_folder_with_sources_has_its_arrows() =>
        Assert.All(SourceFiles().Select(f => f.Folder).Distinct(), f => Assert.Contains(f, Arrows.Keys));

    [Theory]
    [InlineData("using PeerSlot.Terminal;")]
    [InlineData("global using static PeerSlot.Terminal.Key;")]
    [InlineData("class A { PeerSlot.Terminal.Cell c; }")]
    [InlineData("class A { Terminal.Cell c; }")]
    public void A_forbidden_arrow_is_found_by_name(string source) =>
        Assert.Equal(["Bad.cs uses PeerSlot.Terminal"], FaultsOf("Bad.cs", "Protocol", source));

    [Theory]
    [InlineData("// PeerSlot.Terminal shows it")]
    [InlineData("/// <see cref=\"PeerSlot.Terminal.Cell\"/>")]
    [InlineData("class A { string s = \"PeerSlot.Terminal\"; }")]
    public void Comments_and_strings_are_no_arrows(string source) => Assert.Empty(FaultsOf("Good.cs", "Protocol", source));

    private static IEnumerable<string> FaultsOf(string name, string folder, string source)
    {
        var allowed = Arrows.GetValueOrDefault(folder, []);
        var code = CommentsAndStrings().Replace(source, " ");
        return Arrows.Keys.Where(used => used != folder && used is not ("Program" or Leaf) && !allowed.Contains(used) && Uses(code, used))
            .Select(used => $"{name} uses PeerSlot.{used}");
    }

    /// <summary>
    /// A full name, or one relative to the namespace PeerSlot; so no property may bear a folder's name where that folder is forbidden.
    /// </summary>
    private static bool Uses(string code, string folder) =>
        Regex.IsMatch(code, $@"\bPeerSlot\.{folder}\b") || Regex.IsMatch(code, $@"(?<![\w.]){folder}\.[A-Z]");

    private static IEnumerable<(string Name, string Folder, string Text)> SourceFiles()
    {
        var root = Path.Combine(Repository.Root, "PeerSlot");
        foreach (var file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(root, file).Replace('\\', '/');
            if (relative.StartsWith("obj/", StringComparison.Ordinal) || relative.StartsWith("bin/", StringComparison.Ordinal))
                continue;
            var folder = relative.Contains('/', StringComparison.Ordinal) ? relative[..relative.IndexOf('/', StringComparison.Ordinal)] : "Program";
            yield return (relative, folder, File.ReadAllText(file));
        }
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|""""""[\s\S]*?""""""|@?\$?""(?:[^""\\\n]|\\.)*""", RegexOptions.Singleline)]
    private static partial Regex CommentsAndStrings();
}
