using PeerSlot.Settings;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Languages;

public sealed class SystemLanguageTests
{
    [Theory]
    [InlineData("", "en")]
    [InlineData("LANG=ru_RU.UTF-8", "ru")]
    [InlineData("LANG=ru", "ru")]
    [InlineData("LANG=en_US.UTF-8", "en")]
    [InlineData("LANG=de_DE.UTF-8", "en")]
    [InlineData("LANG=en_US.UTF-8 LC_MESSAGES=ru_RU.utf8", "ru")]
    [InlineData("LANG=ru_RU.UTF-8 LC_MESSAGES=ru_RU.UTF-8 LC_ALL=C", "en")]
    [InlineData("LANG=ru_RU.UTF-8 LC_ALL=POSIX", "en")]
    [InlineData("LANG=de_DE.UTF-8 LANGUAGE=uk:ru:en", "ru")]
    [InlineData("LANG=ru_RU.UTF-8 LANGUAGE=en", "en")]
    [InlineData("LANG=C.UTF-8 LANGUAGE=ru", "en")]
    [InlineData("LANGUAGE=ru", "en")]
    [InlineData("LANG=ru_RU.UTF-8@variant", "ru")]
    public void The_locale_names_the_language(string variables, string language)
    {
        var set = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(v => v.Split('=')[0], v => v.Split('=')[1]);
        Assert.Equal(language, SystemLanguage.OfLocale(set.GetValueOrDefault).Code);
    }

    [Theory]
    [InlineData("LANG=ru_RU.KOI8-R")]
    [InlineData("LANG=ru_RU.CP1251")]
    public void A_terminal_that_takes_no_utf_8_is_spared_Russian(string variable) =>
        Assert.Equal("en", SystemLanguage.OfLocale(name => variable.StartsWith(name + "=", StringComparison.Ordinal) ? variable[(name.Length + 1)..] : null).Code);

    [Theory]
    [InlineData("{ \"language\": \"ru\" }", "ru")]
    [InlineData("// ours\n{ \"gallery\": { \"language\": \"en\" }, \"name\": \"a\", \"language\": \"ru\", }", "ru")]
    [InlineData("{ \"language\": \"auto\" }", null)]
    [InlineData("{ \"language\": 7 }", null)]
    [InlineData("{ \"name\": \"a\" }", null)]
    [InlineData("{ \"lang", null)]
    [InlineData("[", null)]
    [InlineData("", null)]
    public void A_settings_file_names_the_language_even_where_the_rest_of_it_is_wrong(string json, string? language)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "peerslot.json");
        File.WriteAllText(file, json);
        var sources = new SettingsSources(new Dictionary<string, string>(), folder.Path, folder.Path, IsWindows: false);
        Assert.Equal(language, LanguageSetting.Find(sources)?.Code);
        Assert.Equal("en", LanguageSetting.Find(sources with { Options = new Dictionary<string, string> { ["language"] = "en" } })?.Code);
        Assert.Equal("ru", LanguageSetting.Find(sources with { Environment = new Dictionary<string, string> { ["PEERSLOT_LANGUAGE"] = "ru" } })?.Code);
    }
}
