using System.Runtime.Versioning;
using System.Text;
using PeerSlot.Settings;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Settings;

/// <summary>The person's settings file, changed by the settings screen.</summary>
public sealed class SettingsFileEditTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    private string FilePath => _temporary["config/peerslot.json"];

    [Theory]
    [InlineData("{\n  // mine\n  \"theme\": \"light\", // at noon\n  \"bell\": true\n}\n", "{\n  // mine\n  \"theme\": \"dark\", // at noon\n  \"bell\": true\n}\n")]
    [InlineData("{\n  \"bell\": true // why\n}\n", "{\n  \"bell\": true, // why\n  \"theme\": \"dark\"\n}\n")]
    [InlineData("{\n  \"bell\": true, // a, b\n}\n", "{\n  \"bell\": true, // a, b\n  \"theme\": \"dark\"\n}\n")]
    [InlineData("{\n  \"bell\": true /* , */ // ,\n}", "{\n  \"bell\": true, /* , */ // ,\n  \"theme\": \"dark\"\n}")]
    [InlineData("{\"bell\":true}", "{\"bell\":true,\n  \"theme\": \"dark\"\n}")]
    [InlineData("{}", "{\n  \"theme\": \"dark\"\n}")]
    [InlineData("{ /* none */ }", "{ /* none */ \n  \"theme\": \"dark\"\n}")]
    [InlineData("{\r\n  \"send\": { \"keepMetadata\": true }\r\n}\r\n", "{\r\n  \"send\": { \"keepMetadata\": true },\r\n  \"theme\": \"dark\"\r\n}\r\n")]
    [InlineData("{ \"networks\": [\"lan\"], \"theme\": \"x\" }", "{ \"networks\": [\"lan\"], \"theme\": \"dark\" }")]
    public void Only_the_value_is_changed_or_a_line_is_added(string before, string after)
    {
        var edited = SettingsFileEdit.With(Encoding.UTF8.GetBytes(before), "theme", "\"dark\"");
        Assert.Equal(after, Encoding.UTF8.GetString(edited));
        SettingsFileCheck.Check("edited", edited);
    }

    [Fact]
    public void The_committed_file_keeps_every_comment_whatever_is_changed_in_it()
    {
        var json = File.ReadAllBytes(Path.Combine(Repository.Root, "config", "peerslot.json"));
        var edited = SettingsFileEdit.With(SettingsFileEdit.With(json, "bell", "true"), "theme", "\"dark\"");
        var expected = Encoding.UTF8.GetString(json).Replace("\"bell\": false", "\"bell\": true", StringComparison.Ordinal)
            .Replace("\"theme\": \"terminal\"", "\"theme\": \"dark\"", StringComparison.Ordinal);
        Assert.Equal(expected, Encoding.UTF8.GetString(edited));
    }

    [Fact]
    public void A_file_is_made_where_there_is_none_and_holds_at_the_next_start()
    {
        Save(("theme", @"C:\themes\my ""own"".json"), ("mouse", "false"));
        var read = SettingsInForce.Read(new SettingsSources(
            new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = _temporary.Path, ["APPDATA"] = _temporary.Path }, _temporary["exe"], _temporary.Path, false)
        { ConfigFile = FilePath });
        Assert.Equal((@"C:\themes\my ""own"".json", false), (read.Settings.Theme, read.Settings.Mouse));
        Assert.Equal([FilePath], Directory.GetFileSystemEntries(Path.GetDirectoryName(FilePath)!));
    }

    [Fact]
    public void A_file_with_a_fault_is_left_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, "{ \"bel\": true }");
        Assert.Contains("Did you mean \"bell\"?", Assert.Throws<SettingsException>(() => Save(("bell", "true"))).Message, StringComparison.Ordinal);
        Assert.Equal("{ \"bel\": true }", File.ReadAllText(FilePath));
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public void A_link_stays_a_link_and_the_rights_stay()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has access control lists instead of modes.");
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        var real = _temporary["dotfiles.json"];
        File.WriteAllText(real, "{}");
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(FilePath, real);
        Save(("bell", "true"));
        Assert.Equal(real, new FileInfo(FilePath).LinkTarget);
        Assert.Contains("\"bell\": true", File.ReadAllText(real), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(real));
    }

    [SkippableFact]
    public void A_full_disk_costs_nothing_but_the_change()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Tools.IsRoot, "Mounting a small disk needs root on Linux: run the tests with sudo.");
        var disk = _temporary.Sub("disk");
        Skip.IfNot(Tools.TryRun("mount", "-t", "tmpfs", "-o", "size=16k", "peerslot-test", disk).Status == 0, "This container may not mount: give it CAP_SYS_ADMIN.");
        try
        {
            var path = Path.Combine(disk, "peerslot.json");
            File.WriteAllText(path, "{ \"bell\": true }");
            Fill(Path.Combine(disk, "rest"));
            var fault = Assert.Throws<SettingsException>(() => SettingsFileEdit.Save(path, Values(("theme", "dark"))));
            Assert.Contains("is left as it was", fault.Message, StringComparison.Ordinal);
            Assert.Equal("{ \"bell\": true }", File.ReadAllText(path));
            Assert.Equal(2, Directory.GetFileSystemEntries(disk).Length);
        }
        finally
        {
            Tools.Run("umount", disk);
        }
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private void Save(params (string Key, string Value)[] values) => SettingsFileEdit.Save(FilePath, Values(values));

    private static Dictionary<string, string> Values(params (string Key, string Value)[] values) => values.ToDictionary(v => v.Key, v => v.Value);
}
