using System.Text.RegularExpressions;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Architecture;

/// <summary>What the executables hold of others is told.</summary>
public sealed class NoticesTests
{
    [Fact]
    public void Each_package_of_the_program_stands_in_the_notices_with_its_version()
    {
        var notices = File.ReadAllText(Path.Combine(Repository.Root, "THIRD-PARTY-NOTICES.md"));
        var versions = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"));
        var packages = Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "PeerSlot", "PeerSlot.csproj")), "PackageReference Include=\"([^\"]+)\"")
            .Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(packages);
        foreach (var package in packages)
        {
            var version = Regex.Match(versions, $"Include=\"{Regex.Escape(package)}\" Version=\"([^\"]+)\"").Groups[1].Value;
            Assert.Contains(notices.Split('\n'), row => row.Contains($"| {package}", StringComparison.Ordinal) && row.Contains($"| {version} |", StringComparison.Ordinal));
        }
    }
}
