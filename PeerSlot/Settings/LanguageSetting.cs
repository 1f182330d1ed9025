using System.Text.Json;

namespace PeerSlot.Settings;

/// <summary>
/// The language that the settings name, before they are read as a whole: help, and what is wrong with the settings themselves, are said in it, too. What
/// cannot be read here names none, and the reading as a whole says why.
/// </summary>
public static class LanguageSetting
{
    private const string Key = "language";

    /// <summary>Null where no layer names one, or the strongest says <c>auto</c>.</summary>
    public static Language? Find(SettingsSources sources)
    {
        if (sources.Options.TryGetValue(Key, out var option) && IsSaid(option))
            return Language.Find(option);
        if (sources.Variable("PEERSLOT_LANGUAGE") is { } variable && IsSaid(variable))
            return Language.Find(variable);
        var places = SettingsFiles.Places(sources);
        for (var i = places.Count - 1; i >= 0; i--)
        {
            if (InFile(places[i]) is { } code && IsSaid(code))
                return Language.Find(code);
        }

        return null;
    }

    /// <summary>What is no language is an error, and that is said in the one that a weaker layer names.</summary>
    private static bool IsSaid(string code) => code == "auto" || Language.Find(code) is not null;

    private static string? InFile(SettingsFilePlace place)
    {
        try
        {
            return place.Path.Length == 0 || !File.Exists(place.Path) ? null : InJson(SettingsFiles.Read(place));
        }
        catch (Exception e) when (e is SettingsException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? InJson(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLanguage = reader.ValueTextEquals(Key);
            reader.Read();
            if (isLanguage)
                return reader.GetString();
            reader.Skip();
        }

        return null;
    }
}
