using System.Text.RegularExpressions;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Architecture;

/// <summary>Links between the pages lead somewhere.</summary>
public sealed partial class PageLinksTests
{
    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "README.md"))
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))];

    [Theory, MemberData(nameof(Pages))]
    public void Every_link_to_a_file_of_ours_leads_to_one(string page)
    {
        var file = Path.Combine(Repository.Root, page);
        foreach (Match link in Link().Matches(File.ReadAllText(file)))
        {
            var to = link.Groups[1].Value.Split('#')[0];
            if (to.Length > 0 && !to.Contains(':', StringComparison.Ordinal))
            {
                var target = Path.Combine(Path.GetDirectoryName(file)!, to);
                Assert.True(File.Exists(target) || Directory.Exists(target), $"{page} links to {to}, which is not there");
            }
        }
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
