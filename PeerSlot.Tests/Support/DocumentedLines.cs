using System.Text.RegularExpressions;

namespace PeerSlot.Tests.Support;

/// <summary>Command lines that stand in the pages for people: in blocks of code, and in code within a text.</summary>
public static partial class DocumentedLines
{
    /// <summary>
    /// README.md and docs/, relative to the root. Decisions tell of what was, so they are left out, and protocol.md signs strings that begin with peerslot.
    /// </summary>
    public static IEnumerable<string> Pages() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md"))
            .Where(f => Path.GetFileName(f) != "protocol.md")
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <summary>The lines of a page's blocks of code, without their comments.</summary>
    public static IEnumerable<string> Blocks(string page) =>
        File.ReadLines(Path.Combine(Repository.Root, page)).Where(line => line.StartsWith("    ", StringComparison.Ordinal))
            .Select(line => Comment().Replace(line, "").Trim());

    /// <summary>What stands as code within the page's text. A choice, <c>\|</c> in a table, is <c>¦</c> here.</summary>
    public static IEnumerable<string> WithinText(string page) =>
        Code().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)).Replace(@"\|", "¦", StringComparison.Ordinal)).Select(m => m.Groups[1].Value);

    /// <summary>Arguments of each <c>peerslot</c> in a line for a shell, up to a pipe or redirection.</summary>
    public static IEnumerable<string[]> Within(string line) =>
        Invocation().Matches(line).Select(m => Word().Matches(m.Groups[1].Value).Select(w => w.Value.Trim('\'', '"')).ToArray());

    [GeneratedRegex(@"\s{2,}#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![\w/.=-])(?:\./)?(?:peerslot(?:\.exe)?|dotnet run --project PeerSlot(?: --)?)(?=\s|$|\))((?:\s+(?:'[^']*'|""[^""]*""|[^\s|<>();&'""]+))*)")]
    private static partial Regex Invocation();

    [GeneratedRegex("""'[^']*'|"[^"]*"|\S+""")]
    private static partial Regex Word();
}
