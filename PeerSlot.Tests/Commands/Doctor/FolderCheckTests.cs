using System.Text;
using PeerSlot.Commands;
using PeerSlot.Commands.Doctor;
using PeerSlot.Settings;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Commands.Doctor;

/// <summary>What the doctor says of data folders.</summary>
public sealed class FolderCheckTests
{
    [Fact]
    public void A_new_folder_has_nothing_to_say_but_that_it_is_well() =>
        Assert.All(Findings(new TemporaryFolder(), DateTimeOffset.UtcNow, _ => { }), line => Assert.StartsWith("ok ", line, StringComparison.Ordinal));

    [Fact]
    public void A_folder_that_cannot_be_opened_is_one_finding_and_what_waits_for_it_is_said()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a-file"], "no folder");
        var run = CommandRun.Of(folder, Language.English, "doctor", "--network", "memory", "--data-dir", folder["a-file"]);
        Assert.Equal((1, ""), (run.Status, run.Errors));
        Assert.Single(run.Output.Split('\n'), line => line.StartsWith("FAIL data folder: ", StringComparison.Ordinal));
        Assert.Contains("note network: Not tried, since nobody enters a room without an identity", run.Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_key_that_others_can_read_fails_with_the_command_that_mends_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "rights are Unix'");
        using var folder = new TemporaryFolder();
        var line = Assert.Single(Findings(folder, DateTimeOffset.UtcNow, f => Mode(f["identity.pem"], UnixFileMode.OtherRead)), l => !l.StartsWith("ok", StringComparison.Ordinal));
        Assert.Equal($"FAIL key file rights: Other accounts may read your key and send in your name: chmod 600 '{folder["identity.pem"]}'.", line);
    }

    [SkippableFact]
    public void A_folder_that_others_may_change_is_noted()
    {
        Skip.If(OperatingSystem.IsWindows(), "rights are Unix'");
        using var folder = new TemporaryFolder();
        Assert.Contains($"note data folder rights: Others may change what is in it: chmod go-w '{folder.Path}'.",
            Findings(folder, DateTimeOffset.UtcNow, f => Mode(f.Path, UnixFileMode.GroupWrite)));
    }

    [Fact]
    public void A_disk_whose_clock_goes_differently_is_noted()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains(Findings(folder, DateTimeOffset.UtcNow.AddHours(-2), _ => { }),
            line => line.StartsWith("note clock: The disk's clock differs from this machine's by 7", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_a_file_fails_with_what_to_do()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");
        var output = new MemoryStream();
        FolderCheck.Run(Context(folder["file"], DateTimeOffset.UtcNow, output), new DoctorReport(Context(folder["file"], DateTimeOffset.UtcNow, output)));
        var line = Assert.Single(Lines(output));
        Assert.StartsWith("FAIL data folder:", line, StringComparison.Ordinal);
        Assert.Contains("--data-dir", line, StringComparison.Ordinal);
    }

    /// <param name="before">What was done to the folder after PeerSlot had been there.</param>
    private static string[] Findings(TemporaryFolder folder, DateTimeOffset now, Action<TemporaryFolder> before)
    {
        IdentityFile.LoadOrCreate(new DataFolder(folder.Path)).Dispose();
        before(folder);
        var output = new MemoryStream();
        var context = Context(folder.Path, now, output);
        FolderCheck.Run(context, new DoctorReport(context));
        return Lines(output);
    }

    private static CommandContext Context(string folder, DateTimeOffset now, MemoryStream output) => new(
        new CommandEnvironment(
            new CommandOutput(output, new MemoryStream(), false, false), () => Stream.Null, new Dictionary<string, string>(), folder, new FixedTime(now),
            CancellationToken.None),
        new SettingsSources(new Dictionary<string, string>(), "/nowhere", "/nowhere", IsWindows: false)
        {
            Options = new Dictionary<string, string> { ["dataDir"] = folder },
        },
        new CommandFlags(false, true, false, false));

    private static string[] Lines(MemoryStream output) => Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static void Mode(string path, UnixFileMode more)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | more);
    }
}
