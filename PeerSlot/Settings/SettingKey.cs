namespace PeerSlot.Settings;

/// <summary>How a value is written in JSON.</summary>
public enum SettingKind
{
    Text,
    Number,
    Flag,

    /// <summary>An array of strings; in an option or a variable, separated by commas.</summary>
    List,
}

/// <summary>Which values a setting takes. For a list, which elements.</summary>
/// <param name="Wants">Completes "must be ...": <c>a whole number from 1024 to 65503</c>.</param>
/// <param name="Accepts">Whether a text is such a value.</param>
public sealed record SettingRule(Text Wants, Func<string, bool> Accepts)
{
    /// <summary>Least number, fewest characters, or fewest elements.</summary>
    public long Minimum { get; init; }

    /// <summary>Greatest number or most characters.</summary>
    public long Maximum { get; init; }

    /// <summary>All values, where there are few.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}

/// <summary>One setting: its names, what it takes, and where it stands in the record. A value is a list of texts, of one but for lists.</summary>
/// <param name="Path">Its key in JSON, with a dot before a nested one: <c>gallery.quotaBytes</c>.</param>
/// <param name="Option">As typed: <c>--max-bytes</c>.</param>
/// <param name="Show">Its value in the settings.</param>
/// <param name="With">The settings with another value, which the rule has accepted.</param>
public sealed record SettingKey(
    string Path, SettingKind Kind, SettingRule Rule, string Option,
    Func<PeerSlotSettings, IReadOnlyList<string>> Show, Func<PeerSlotSettings, IReadOnlyList<string>, PeerSlotSettings> With)
{
    /// <summary>The option's name as an environment variable: <c>PEERSLOT_MAX_BYTES</c>.</summary>
    public string Variable { get; } = "PEERSLOT_" + Option.TrimStart('-').Replace('-', '_').ToUpperInvariant();

    /// <summary>Its key in a configuration, where a colon stands before a nested one.</summary>
    public string ConfigurationKey => Path.Replace('.', ':');

    /// <summary>A text from an option or a variable as a value.</summary>
    public IReadOnlyList<string> Split(string text) =>
        Kind == SettingKind.List ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [text];

    public bool Accepts(IReadOnlyList<string> value) =>
        Kind == SettingKind.List ? value.Count >= Rule.Minimum && value.All(Rule.Accepts) : value.Count == 1 && Rule.Accepts(value[0]);

    /// <summary>Completes "... must be".</summary>
    public Text Wants => Kind == SettingKind.List
        ? Rule.Minimum > 0 ? $"a list whose elements are {Rule.Wants}, and not empty" : (Text)$"a list whose elements are {Rule.Wants}"
        : Rule.Wants;
}
