using System.Text.RegularExpressions;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Architecture;

/// <summary>docs/architecture.md speaks of types that exist.</summary>
public sealed partial class ArchitecturePageTests
{
    [Fact]
    public void Every_type_that_the_page_names_exists()
    {
        var types = typeof(PeerSlot.Exchange.IRoom).Assembly.GetTypes().Concat(typeof(Repository).Assembly.GetTypes())
            .Select(t => t.Name.Split('`')[0]).Append(nameof(TimeProvider)).ToHashSet();
        var named = TypeName().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"))).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(named.Count > 40, $"only {named.Count} types");
        Assert.All(named, name => Assert.Contains(name, types));
    }

    /// <summary>In code quotes, with two capital letters: folders have a slash, keys and files have others.</summary>
    [GeneratedRegex("`([A-Z][a-z]+[A-Z]?[A-Za-z]*|I[A-Z][a-z]+)`")]
    private static partial Regex TypeName();
}
