using PeerSlot.Settings;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Settings;

public sealed class SettingsInForceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];
    private readonly Dictionary<string, string> _options = [];

    public void Dispose() => _folder.Dispose();

    private SettingsSources Sources => new(_environment, _folder["bin"], _folder["home"], IsWindows: false) { Options = _options };

    private const string UserFile = "home/.config/peerslot/peerslot.json";

    [Fact]
    public void Without_any_source_the_defaults_hold()
    {
        var inForce = SettingsInForce.Read(Sources);
        Assert.Same(PeerSlotSettings.Default, inForce.Settings);
        Assert.All(inForce.Values, v => Assert.Equal((SettingLayer.Default, ""), (v.Layer, v.Origin)));
        Assert.All(inForce.Files, f => Assert.False(f.Found));
        Assert.Equal(
            [_folder["bin", "peerslot.json"], _folder["home", ".config", "peerslot", "peerslot.json"]], inForce.Files.Select(f => f.Place.Path));
    }

    [Fact]
    public void A_stronger_layer_wins_and_is_named()
    {
        var beside = _folder.Write(
            "bin/peerslot.json", """{ "room": "beside", "port": 2000, "name": "beside", "colors": "16", "gallery": { "quotaBytes": 1048576 } }""");
        var user = _folder.Write(UserFile, """{ "room": "user", "port": 3000, "name": "user", "mouse": false, }""");
        var named = _folder.Write("named.json", """{ "room": "named", "port": 4000 }""");
        _environment["PEERSLOT_ROOM"] = "environment";
        _environment["PEERSLOT_PORT"] = "5000";
        _options["room"] = "option";

        var inForce = SettingsInForce.Read(Sources with { ConfigFile = named });

        var s = inForce.Settings;
        Assert.Equal(("option", 5000, "user", "16", false, 1_048_576), (s.Room, s.Port, s.Name, s.Colors, s.Mouse, s.Gallery.QuotaBytes));
        var origins = inForce.Values.ToDictionary(v => v.Key.Path, v => (v.Layer, v.Origin));
        Assert.Equal((SettingLayer.Option, "--room"), origins["room"]);
        Assert.Equal((SettingLayer.Environment, "PEERSLOT_PORT"), origins["port"]);
        Assert.Equal((SettingLayer.File, user), origins["name"]);
        Assert.Equal((SettingLayer.File, beside), origins["colors"]);
        Assert.Equal((SettingLayer.Default, ""), origins["maxBytes"]);
        Assert.All(inForce.Files, f => Assert.True(f.Found));
    }

    [Fact]
    public void Lists_of_two_layers_are_not_mixed()
    {
        _folder.Write("bin/peerslot.json", """{ "networks": ["lan", "amqp", "memory"], "interfaces": ["eth0", "eth1"] }""");
        _folder.Write(UserFile, """{ "networks": ["windows"], "interfaces": [] }""");
        var settings = SettingsInForce.Read(Sources).Settings;
        Assert.Equal(["windows"], settings.Networks);
        Assert.Empty(settings.Interfaces);
    }

    [Fact]
    public void A_list_in_a_variable_is_separated_by_commas()
    {
        _environment["PEERSLOT_INTERFACE"] = "lo, eth0";
        Assert.Equal(["lo", "eth0"], SettingsInForce.Read(Sources).Settings.Interfaces);
    }

    [Fact]
    public void An_empty_variable_counts_as_not_set()
    {
        _environment["PEERSLOT_PORT"] = "";
        Assert.Equal(47_113, SettingsInForce.Read(Sources).Settings.Port);
    }

    [Fact]
    public void A_relative_XDG_folder_counts_as_not_set()
    {
        _environment["XDG_CONFIG_HOME"] = "conf";
        _environment["XDG_DATA_HOME"] = "data";
        Assert.Equal(_folder["home", ".config", "peerslot", "peerslot.json"], SettingsFiles.Places(Sources)[^1].Path);
        Assert.Equal(_folder["home", ".local", "share", "peerslot"], DataFolder.Resolve(new(), Sources).Root);
    }

    [Fact]
    public void The_users_folders_are_found_by_their_variables()
    {
        _environment["XDG_CONFIG_HOME"] = _folder["conf"];
        _environment["XDG_DATA_HOME"] = _folder["data"];
        Assert.Equal(_folder["conf", "peerslot", "peerslot.json"], SettingsFiles.Places(Sources)[^1].Path);
        Assert.Equal(_folder["data", "peerslot"], DataFolder.Resolve(new(), Sources).Root);
        Assert.Equal(_folder["home", "pics"], DataFolder.Resolve(new() { DataDir = "~/pics" }, Sources).Root);
        Assert.Equal(_folder["x"], DataFolder.Resolve(new() { DataDir = _folder["x"] }, Sources).Root);

        _environment["APPDATA"] = _folder["roaming"];
        _environment["LOCALAPPDATA"] = _folder["local"];
        var windows = Sources with { IsWindows = true };
        Assert.Equal(_folder["roaming", "PeerSlot", "peerslot.json"], SettingsFiles.Places(windows)[^1].Path);
        Assert.Equal(_folder["local", "PeerSlot"], DataFolder.Resolve(new(), windows).Root);
    }

    [Theory]
    [InlineData("--port", "80", "--port must be a whole number from 1024 to 65503, not \"80\".")]
    [InlineData("--colors", "\u001b[2J", "--colors must be one of auto, 16m, 256, 16, 2, not \"?[2J\".")]
    [InlineData("--room", "", "--room must be a text of 1 to 64 characters, not \"\".")]
    public void A_wrong_option_is_named(string option, string value, string message)
    {
        _options[option[2..]] = value;
        Assert.Equal(message, Assert.Throws<SettingsException>(() => SettingsInForce.Read(Sources)).Message);
    }

    [Fact]
    public void A_wrong_variable_is_named()
    {
        _environment["PEERSLOT_MOUSE"] = "maybe";
        Assert.Equal(
            "PEERSLOT_MOUSE must be true or false, not \"maybe\".", Assert.Throws<SettingsException>(() => SettingsInForce.Read(Sources)).Message);
    }

    [Fact]
    public void A_fault_in_a_file_is_told_with_its_path()
    {
        var user = _folder.Write(UserFile, "{\n\n\n\"rom\": \"x\" }");
        Assert.Equal(
            $"{user}, line 4: there is no setting \"rom\". Did you mean \"room\"?",
            Assert.Throws<SettingsException>(() => SettingsInForce.Read(Sources)).Message);
    }

    [Fact]
    public void A_byte_order_mark_is_no_fault()
    {
        _folder.Write(UserFile, "\uFEFF{ \"room\": \"b204\" }");
        Assert.Equal("b204", SettingsInForce.Read(Sources).Settings.Room);
    }

    [Fact]
    public void A_settings_file_that_cannot_be_one_gives_a_plain_sentence()
    {
        Directory.CreateDirectory(_folder["folder"]);
        File.WriteAllBytes(_folder["large"], new byte[SettingsFiles.MaximumSize + 1]);
        Assert.Equal($"{_folder["folder"]} is a folder, not a settings file.", MessageFor(_folder["folder"]));
        Assert.Equal($"{_folder["large"]} is larger than 1 MiB: that is no settings file.", MessageFor(_folder["large"]));
        Assert.Equal($"There is no settings file {_folder["none"]}.", MessageFor(_folder["none"]));
        Assert.Equal("--config needs the name of a settings file.", MessageFor(""));
    }

    /// <summary>As <c>--config &lt;(...)</c> makes one.</summary>
    [SkippableFact]
    public async Task A_pipe_may_be_the_settings_file()
    {
        Skip.IfNot(Tools.Exists("mkfifo"), "Install coreutils for mkfifo.");
        Tools.Run("mkfifo", _folder["pipe"]);
        var writing = Task.Run(() => File.WriteAllText(_folder["pipe"], """{ "room": "b204" }"""));
        Assert.Equal("b204", SettingsInForce.Read(Sources with { ConfigFile = _folder["pipe"] }).Settings.Room);
        await writing;
    }

    private string MessageFor(string file) =>
        Assert.Throws<SettingsException>(() => SettingsInForce.Read(Sources with { ConfigFile = file })).Message;
}
