using System.Text.RegularExpressions;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Architecture;

/// <summary>What <c>--json</c> writes is a contract, and docs/commands.md is its text.</summary>
public sealed class JsonDocumentsTests
{
    [Fact]
    public void Each_event_and_field_that_a_command_writes_is_documented()
    {
        var table = File.ReadAllText(Path.Combine(Repository.Root, "docs", "commands.md"));
        table = table[table.IndexOf("## JSON lines", StringComparison.Ordinal)..];
        table = table[..table.IndexOf("## ", 3, StringComparison.Ordinal)];
        var names = Directory.EnumerateFiles(Path.Combine(Repository.Root, "PeerSlot", "Commands"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"(?:JsonLine\.Event|=> Event|json\.Write(?:String|Number|Boolean))\(\s*""([^""]+)"""))
            .Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.InRange(names.Count, 30, 100);
        Assert.DoesNotContain(names, name => !table.Contains($"`{name}`", StringComparison.Ordinal));
    }
}
