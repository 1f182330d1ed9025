using System.Text;
using System.Text.Json;

namespace PeerSlot.Settings;

/// <summary>
/// Reads a settings file for its faults alone, so that a message can name the line and the key, which the configuration packages
/// cannot. What passes here, they read without a fault.
/// </summary>
public static class SettingsFileCheck
{
    private const string Schema = "$schema";

    /// <param name="path">For messages.</param>
    /// <param name="json">The file, UTF-8 without a byte order mark.</param>
    /// <exception cref="SettingsException">Not JSON, cut off, an unknown key, one that stands twice, or a value of the wrong type or
    /// range.</exception>
    public static void Check(string path, ReadOnlySpan<byte> json)
    {
        if (json.Trim(" \t\r\n"u8).IsEmpty)
            throw new SettingsException($"{path} is empty. Write {{}} into it, or delete it.");
        try
        {
            new Walk(path, json).File();
        }
        catch (JsonException e)
        {
            Text what = IsCutOff(json) ? "the file is cut off here: a bracket, quote or value is missing." : "this is not JSON.";
            throw new SettingsException($"{path}, line {(e.LineNumber ?? 0) + 1}: {what}", e);
        }
    }

    /// <summary>A reader that still expects bytes finds no fault in a file that only ends too early.</summary>
    private static bool IsCutOff(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(Options));
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonReaderOptions Options { get; } = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private ref struct Walk(string path, ReadOnlySpan<byte> json)
    {
        private readonly ReadOnlySpan<byte> _json = json;
        private readonly HashSet<string> _seen = [];
        private Utf8JsonReader _reader = new(json, Options);

        public void File()
        {
            _reader.Read();
            if (_reader.TokenType != JsonTokenType.StartObject)
                throw Fault("settings stand in braces: { \"room\": \"lab\" }.");
            Group("");
            _reader.Read();
        }

        /// <summary>From a group's opening brace to its closing one. Groups nest as deep as the table's keys do.</summary>
        private void Group(string prefix)
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
            {
                // As it stands in the file, escapes and all: it goes into a message for a terminal.
                var key = prefix + Encoding.UTF8.GetString(_reader.ValueSpan);
                if (key != Schema && SettingsTable.Find(key) is null && !SettingsTable.IsGroup(key))
                    throw Fault(Unknown(key));
                if (!_seen.Add(key))
                    throw Fault($"\"{key}\" stands here for the second time.");
                _reader.Read();
                if (key == Schema)
                    Check(Schema, _reader.TokenType == JsonTokenType.String, "a text");
                else if (SettingsTable.Find(key) is { } setting)
                    Value(setting);
                else if (_reader.TokenType == JsonTokenType.StartObject)
                    Group(key + ".");
                else
                    throw Fault($"\"{key}\" holds settings in braces, not {Shown()}.");
            }
        }

        private void Value(SettingKey setting)
        {
            if (setting.Kind != SettingKind.List)
            {
                Check(setting.Path, Fits(setting.Kind, setting.Rule), setting.Wants);
                return;
            }

            if (_reader.TokenType != JsonTokenType.StartArray)
                throw Fault($"\"{setting.Path}\" must be {setting.Wants}, in brackets, not {Shown()}.");
            var count = 0;
            for (; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; count++)
                Check(setting.Path, Fits(SettingKind.Text, setting.Rule), setting.Wants);
            if (count < setting.Rule.Minimum)
                throw Fault($"\"{setting.Path}\" must be {setting.Wants}.");
        }

        private readonly void Check(string key, bool fits, Text wants)
        {
            if (!fits)
                throw Fault($"\"{key}\" must be {wants}, not {Shown()}.");
        }

        private readonly bool Fits(SettingKind kind, SettingRule rule) => _reader.TokenType switch
        {
            JsonTokenType.String => kind == SettingKind.Text && TryGetText(out var text) && rule.Accepts(text),
            JsonTokenType.Number => kind == SettingKind.Number && rule.Accepts(Encoding.UTF8.GetString(_reader.ValueSpan)),
            JsonTokenType.True or JsonTokenType.False => kind == SettingKind.Flag,
            _ => false,
        };

        private readonly bool TryGetText(out string text)
        {
            try
            {
                text = _reader.GetString()!;
                return true;
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair, as an escape.
                text = "";
                return false;
            }
        }

        /// <summary>The value as it stands in the file, at most 40 characters of it.</summary>
        private readonly Text Shown()
        {
            if (_reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                return _reader.TokenType == JsonTokenType.StartArray ? (Text)"a list" : "an object";
            var text = Encoding.UTF8.GetString(_reader.ValueSpan);
            text = text.Length > 40 ? text[..40] + "..." : text;
            return _reader.TokenType == JsonTokenType.String ? $"\"{text}\"" : Text.Verbatim(text);
        }

        private readonly SettingsException Fault(Text what) => new($"{path}, line {_json[..(int)_reader.TokenStartIndex].Count((byte)'\n') + 1}: {what}");
    }

    private static Text Unknown(string key)
    {
        var shown = key.Length > 80 ? key[..80] + "..." : key;
        return NearestKey.To(key) is { } nearest
            ? (Text)$"there is no setting \"{shown}\". Did you mean \"{nearest}\"?"
            : $"there is no setting \"{shown}\".";
    }
}
