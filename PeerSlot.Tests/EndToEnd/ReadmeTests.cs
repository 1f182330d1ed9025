using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>
/// The lines of the README, tried as somebody does who has just got the file: the published file alone in an empty home, and a second machine of the lab.
/// </summary>
public sealed class ReadmeTests
{
    /// <summary>Each line, and what it says on standard output; null: it takes a terminal, ssh or the SDK, and other tests start it.</summary>
    private static readonly Dictionary<string, string?> Lines = new()
    {
        ["dotnet run --project PeerSlot"] = null,
        ["dotnet test"] = null,
        ["dotnet run --project PeerSlot -- demo"] = "sunset.png from ada",
        ["peerslot send cat.jpg"] = "lab-03\tdelivered",
        ["peerslot send cat.jpg --to lab-03"] = "lab-03\tdelivered",
        ["peerslot receive --out . --show"] = "cat (2).jpg",
        ["peerslot peers"] = "lab-03\tlan\tpeerslot\t",
        ["peerslot show cat.jpg"] = "\u001b[38;2;",
        ["peerslot bridge ann@lab-07"] = null,
        ["peerslot doctor"] = "to everybody: What we write comes back by multicast, broadcast",
        ["peerslot man | sudo tee /usr/local/share/man/man1/peerslot.1 > /dev/null"] = ".TH PEERSLOT 1",
        ["./publish.ps1"] = null,
    };

    [Fact]
    public void No_line_of_the_README_is_untried() => Assert.Equal(Lines.Keys.Order(), DocumentedLines.Blocks("README.md").Order());

    [SkippableFact]
    public void Each_line_works_as_written_on_Linux()
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var home = new TemporaryFolder();
        var executable = PeerSlotProcess.CopyFor(home);
        Try(home, (arguments, machine, environment) => PeerSlotProcess.Start(arguments, machine, environment, home.Path, executable));
    }

    [SkippableFact]
    public void Each_line_works_as_written_under_Wine()
    {
        Skip.If(WindowsMachine.Missing is not null, WindowsMachine.Missing);
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var wine = new WindowsMachine();
        wine.StopServer();
        using var home = new TemporaryFolder();
        Try(home, (arguments, machine, _) => wine.Start(arguments, machine, home.Path));
        wine.StopServer();
    }

    /// <summary>The lines on machine 0; machine 1 is lab-03, where the line that receives runs.</summary>
    private static void Try(TemporaryFolder home, Func<string[], string[], IReadOnlyDictionary<string, string>, PeerSlotProcess> start)
    {
        using var network = new LabNetwork(2);
        using var far = new TemporaryFolder();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Pictures", "good", "baseline-420.jpg"), home["cat.jpg"]);
        var receive = DocumentedLines.Blocks("README.md").Single(l => l.StartsWith("peerslot receive", StringComparison.Ordinal));
        using var other = PeerSlotProcess.Start(
            [.. Arguments(receive), "--name", "lab-03"], network.On(1), Home(far), far.Path);
        other.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");

        foreach (var (line, said) in Lines)
        {
            if (said is null || line == receive)
                continue;
            using var run = start(Arguments(line), network.On(0), Home(home)).Ends(0);
            Assert.True(run.Output.Any(l => l.Contains(said, StringComparison.Ordinal)), $"{line}\n{run.Report()}");
        }

        other.WaitForLine(l => l.EndsWith(Lines[receive]!, StringComparison.Ordinal), Lines[receive]!);
        Assert.Contains(other.Output, l => l.Contains('▀', StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(home["cat.jpg"]), File.ReadAllBytes(far["cat.jpg"]));
    }

    private static string[] Arguments(string line) => DocumentedLines.Within(line).Single();

    private static Dictionary<string, string> Home(TemporaryFolder home) => new() { ["HOME"] = home.Path, ["LANG"] = "C.UTF-8" };
}
