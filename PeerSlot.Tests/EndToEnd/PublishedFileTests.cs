using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>The files that publish.ps1 makes: how large they are, and that they start.</summary>
public sealed class PublishedFileTests
{
    private const string Publish = "publish first: dotnet build publish, then set PEERSLOT_EXECUTABLE and PEERSLOT_EXECUTABLE_WINDOWS";

    [SkippableTheory]
    [InlineData("PEERSLOT_EXECUTABLE", 26_000_000)]
    [InlineData("PEERSLOT_EXECUTABLE_WINDOWS", 24_000_000)]
    public void The_file_is_one_and_small(string variable, long limit)
    {
        var file = Published(variable);
        Assert.InRange(new FileInfo(file).Length, 1_000_000, limit);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [SkippableFact]
    public void It_starts_alone_in_an_empty_home()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "linux-x64 is Linux's");
        Published("PEERSLOT_EXECUTABLE");
        using var folder = new TemporaryFolder();
        using var version = PeerSlotProcess.Start(
            ["--version"], environment: new Dictionary<string, string> { ["HOME"] = folder.Path }, executable: PeerSlotProcess.CopyFor(folder),
            directory: folder.Path).Ends(0);
        Assert.Matches(@"^\d+\.\d+\.\d+$", Assert.Single(version.Output));
        using var doctor = PeerSlotProcess.Start(["doctor", "--interface", "lo"], environment: new Dictionary<string, string> { ["HOME"] = folder.Path }).Ends(0);
        Assert.Contains(doctor.Output, line => line.StartsWith("ok   lan lo", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void The_windows_file_starts_under_Wine()
    {
        var file = Published("PEERSLOT_EXECUTABLE_WINDOWS");
        Skip.If(WinePrefix.Program is null, WinePrefix.Missing);
        using var wine = new WinePrefix();
        using var folder = new TemporaryFolder();
        using var version = PeerSlotProcess.Start(["--version"], [WinePrefix.Program!], wine.Environment, executable: file).Ends(0);
        Assert.Matches(@"^\d+\.\d+\.\d+$", version.Output[^1]);
        using var show = PeerSlotProcess.Start(
            ["show", TestPictures.Noise(folder, "a.bmp", 8, 8), "--size", "4x2"], [WinePrefix.Program!], wine.Environment, executable: file).Ends(0);
        Assert.Contains(show.Output, line => line.Contains("\u001b[38;2;", StringComparison.Ordinal));
    }

    private static string Published(string variable)
    {
        var file = Environment.GetEnvironmentVariable(variable);
        Skip.If(string.IsNullOrEmpty(file), Publish);
        Assert.True(File.Exists(file), $"{variable} names {file}, which is not there.");
        return file!;
    }
}
