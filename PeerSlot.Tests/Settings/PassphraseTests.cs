using PeerSlot.Settings;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Settings;

public sealed class PassphraseTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Without_a_file_and_a_variable_the_room_is_open() => Assert.Null(Find([], []));

    [Theory]
    [InlineData("correct horse", "correct horse")]
    [InlineData("correct horse\n", "correct horse")]
    [InlineData("correct horse\r\n", "correct horse")]
    [InlineData(" päss \n", " päss ")]
    public void A_file_holds_one_line(string content, string passphrase) => Assert.Equal(passphrase, Find([("passphraseFile", Write(content))], []));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("one\ntwo\n")]
    [InlineData("a\0b")]
    public void A_file_that_holds_none_says_so(string content)
    {
        var path = Write(content);
        Assert.Contains(path, Assert.Throws<SettingsException>(() => Find([("passphraseFile", path)], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_long_or_not_there_says_so()
    {
        Assert.Throws<SettingsException>(() => Find([("passphraseFile", Write(new string('x', 1_025)))], []));
        Assert.Throws<SettingsException>(() => Find([("passphraseFile", _temporary["none"])], []));
        Assert.Equal(1_024, Find([("passphraseFile", Write(new string('x', 1_024) + "\n"))], [])!.Length);
    }

    [Fact]
    public void An_option_goes_before_the_variable_and_the_variable_before_the_settings_file()
    {
        var path = Write("from the file");
        Assert.Equal("from the file", Find([("passphraseFile", path)], [(Passphrase.Variable, "from the variable")]));
        Assert.Equal("from the variable", Find([], [(Passphrase.Variable, "from the variable"), ("PEERSLOT_PASSPHRASE_FILE", path)]));
    }

    private string Write(string content)
    {
        var path = _temporary["passphrase"];
        File.WriteAllText(path, content);
        return path;
    }

    private string? Find((string Key, string Value)[] options, (string Name, string Value)[] variables)
    {
        var sources = new SettingsSources(variables.ToDictionary(v => v.Name, v => v.Value), _temporary["exe"], _temporary["home"], IsWindows: false)
        {
            Options = options.ToDictionary(o => o.Key, o => o.Value),
        };
        return Passphrase.Find(SettingsInForce.Read(sources), sources);
    }
}
