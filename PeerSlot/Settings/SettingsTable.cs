using System.Globalization;
using System.Text;
using PeerSlot.Mailslots.Lan;

namespace PeerSlot.Settings;

/// <summary>Every setting, one a line.</summary>
public static class SettingsTable
{
    private static readonly string[] Yes = ["true", "yes", "on", "1"];
    private static readonly string[] No = ["false", "no", "off", "0"];

    public static IReadOnlyList<SettingKey> Keys { get; } =
    [
        Text("name", Line(0, 64), s => s.Name, (s, v) => s with { Name = v }),
        Text("room", Line(1, 64), s => s.Room, (s, v) => s with { Room = v }),
        Text("passphraseFile", Line(0, 4096), s => s.PassphraseFile, (s, v) => s with { PassphraseFile = v }),
        Flag("askPassphrase", s => s.AskPassphrase, (s, v) => s with { AskPassphrase = v }),
        Text("accept", OneOf(["everyone", "known", "trusted", "ask", "nobody"]), s => s.Accept, (s, v) => s with { Accept = v }),
        List("trusted", "--trusted", new SettingRule("an identity as peerslot peers shows it, like 11111111-2222-8333-8444-555555555555", v => Guid.TryParse(v, out _)) { Maximum = 38 },
            s => s.Trusted, (s, v) => s with { Trusted = v }),
        List("networks", "--network", OneOf(["lan", "windows", "local", "netbios", "amqp", "memory"], 1), s => s.Networks, (s, v) => s with { Networks = v }),
        List("interfaces", "--interface", Line(0, 256), s => s.Interfaces, (s, v) => s with { Interfaces = v }),
        Number("port", Range(1024, 65_503), s => s.Port, (s, v) => s with { Port = (int)v }),
        List("peers", "--peer", new SettingRule(LanHost.Wanted, v => LanHost.TryParse(v, out _)) { Maximum = 300 }, s => s.Peers, (s, v) => s with { Peers = v }),
        Text("dataDir", Line(0, 4096), s => s.DataDir, (s, v) => s with { DataDir = v }),
        Number("maxBytes", Range(1, 1L << 30), s => s.MaxBytes, (s, v) => s with { MaxBytes = v }),
        Number("maxPixels", Range(1, 1L << 28), s => s.MaxPixels, (s, v) => s with { MaxPixels = v }),
        Text("language", OneOf(["auto", "en", "ru"]), s => s.Language, (s, v) => s with { Language = v }),
        Text("colors", OneOf(["auto", "16m", "256", "16", "2"]), s => s.Colors, (s, v) => s with { Colors = v }),
        Flag("ascii", s => s.Ascii, (s, v) => s with { Ascii = v }),
        Text("theme", Line(1, 4096), s => s.Theme, (s, v) => s with { Theme = v }),
        Flag("bell", s => s.Bell, (s, v) => s with { Bell = v }),
        Flag("openTrusted", s => s.OpenTrusted, (s, v) => s with { OpenTrusted = v }),
        Flag("mouse", s => s.Mouse, (s, v) => s with { Mouse = v }),
        Number("gallery.quotaBytes", Range(1L << 20, 1L << 50), s => s.Gallery.QuotaBytes,
            (s, v) => s with { Gallery = s.Gallery with { QuotaBytes = v } }),
        Flag("send.enabled", s => s.Send.Enabled, (s, v) => s with { Send = s.Send with { Enabled = v } }),
        Number("send.waitSeconds", Range(1, 86_400), s => s.Send.WaitSeconds,
            (s, v) => s with { Send = s.Send with { WaitSeconds = (int)v } }, "--wait"),
        Flag("send.keepMetadata", s => s.Send.KeepMetadata,
            (s, v) => s with { Send = s.Send with { KeepMetadata = v } }, "--keep-metadata"),
        Text("lab.enabled", OneOf(["auto", "on", "off"]), s => s.Lab.Enabled, (s, v) => s with { Lab = s.Lab with { Enabled = v } }),
        Number("lab.maxBytes", Range(1024, 64L << 20), s => s.Lab.MaxBytes, (s, v) => s with { Lab = s.Lab with { MaxBytes = v } }),
    ];

    /// <summary>The setting of that JSON key, written exactly so, or null.</summary>
    public static SettingKey? Find(string path)
    {
        foreach (var key in Keys)
        {
            if (key.Path == path)
                return key;
        }

        return null;
    }

    /// <summary>Whether settings are nested under that JSON key.</summary>
    public static bool IsGroup(string path) => Keys.Any(k => k.Path.StartsWith(path + ".", StringComparison.Ordinal));

    private static SettingKey Text(
        string path, SettingRule rule, Func<PeerSlotSettings, string> show, Func<PeerSlotSettings, string, PeerSlotSettings> with) =>
        new(path, SettingKind.Text, rule, OptionOf(path), s => [show(s)], (s, v) => with(s, v[0]));

    private static SettingKey List(
        string path, string option, SettingRule rule, Func<PeerSlotSettings, IReadOnlyList<string>> show,
        Func<PeerSlotSettings, IReadOnlyList<string>, PeerSlotSettings> with) => new(path, SettingKind.List, rule, option, show, with);

    private static SettingKey Number(
        string path, SettingRule rule, Func<PeerSlotSettings, long> show, Func<PeerSlotSettings, long, PeerSlotSettings> with,
        string? option = null) =>
        new(path, SettingKind.Number, rule, option ?? OptionOf(path), s => [show(s).ToString(CultureInfo.InvariantCulture)],
            (s, v) => with(s, long.Parse(v[0], CultureInfo.InvariantCulture)));

    private static SettingKey Flag(
        string path, Func<PeerSlotSettings, bool> show, Func<PeerSlotSettings, bool, PeerSlotSettings> with, string? option = null) =>
        new(path, SettingKind.Flag, new SettingRule("true or false", v => IsOneOf(v, Yes) || IsOneOf(v, No)), option ?? OptionOf(path),
            s => [show(s) ? "true" : "false"], (s, v) => with(s, IsOneOf(v[0], Yes)));

    private static bool IsOneOf(string text, string[] words) => words.Contains(text, StringComparer.OrdinalIgnoreCase);

    /// <summary>One line of text, lengths in UTF-16 units.</summary>
    private static SettingRule Line(int least, int most) =>
        new(least > 0 ? (Text)$"a text of {least} to {most} characters" : $"a text of at most {most} characters",
            v => v.Length >= least && v.Length <= most && !HasControls(v)) { Minimum = least, Maximum = most };

    private static bool HasControls(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
                return true;
        }

        return false;
    }

    private static SettingRule Range(long least, long most) =>
        new($"a whole number from {least} to {most}",
            v => long.TryParse(v, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most)
        { Minimum = least, Maximum = most };

    private static SettingRule OneOf(string[] choices, int fewest = 0) =>
        new($"one of {string.Join(", ", choices)}", v => choices.Contains(v)) { Choices = choices, Minimum = fewest };

    /// <summary><c>gallery.quotaBytes</c> is <c>--gallery-quota-bytes</c>.</summary>
    /// <remarks>A loop: every start makes the table, and LINQ over characters would be compiled at each.</remarks>
    private static string OptionOf(string path)
    {
        var option = new StringBuilder("--");
        foreach (var c in path)
        {
            if (c == '.')
                option.Append('-');
            else if (char.IsAsciiLetterUpper(c))
                option.Append('-').Append(char.ToLowerInvariant(c));
            else
                option.Append(c);
        }

        return option.ToString();
    }
}
