using System.Text;
using System.Text.Json;
using PeerSlot.Gallery;

namespace PeerSlot.Settings;

/// <summary>
/// Changes values in the user's settings file and leaves all else in it as it stands: comments, order, blank lines, other keys. The file is replaced whole
/// or, on a full disk, not at all.
/// </summary>
/// <remarks>Limitation: keys of the file's first level only, which all that the settings screen changes are.</remarks>
public static class SettingsFileEdit
{
    private static JsonReaderOptions Options { get; } = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <param name="path">Where the file lies or is to lie; a link is followed.</param>
    /// <param name="values">By name, each as in an option: <c>true</c>, <c>dark</c>.</param>
    /// <exception cref="SettingsException">The file that is there has a fault, or cannot be read or written.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, string> values)
    {
        var json = SettingsFiles.Read(new SettingsFilePlace(path, Required: false)) ?? "{\n}\n"u8.ToArray();
        SettingsFileCheck.Check(path, json);
        foreach (var (key, value) in values)
            json = With(json, key, SettingsTable.Find(key)?.Kind == SettingKind.Text ? Quoted(value) : value);
        SettingsFileCheck.Check(path, json);
        try
        {
            Replace(new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName, json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} cannot be written and is left as it was: {DiskFault.Of(e)}", e);
        }
    }

    /// <param name="json">A settings file without a fault.</param>
    /// <param name="value">JSON.</param>
    internal static byte[] With(byte[] json, string key, string value)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        var last = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(key);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            last = (int)reader.BytesConsumed;
            if (isIt)
                return [.. json[..start], .. Encoding.UTF8.GetBytes(value), .. json[last..]];
        }

        return Added(json, last, (int)reader.TokenStartIndex, $"\"{key}\": {value}");
    }

    /// <summary>Puts a property before the closing brace.</summary>
    /// <param name="last">Behind the last value; -1 where there is none.</param>
    private static byte[] Added(byte[] json, int last, int brace, string property)
    {
        var line = json.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        var needsComma = last >= 0 && !HasComma(json.AsSpan(last, brace - last));
        var (before, between) = last < 0 ? (json[..brace], []) : (json[..last], json[last..brace]);
        var startsLine = brace > 0 && json[brace - 1] == (byte)'\n';
        return
        [
            .. before, .. needsComma ? ","u8 : [], .. between,
            .. Encoding.UTF8.GetBytes($"{(startsLine ? "" : line)}  {property}{line}"), .. json[brace..],
        ];
    }

    /// <summary>Whether a comma stands there outside of comments.</summary>
    private static bool HasComma(ReadOnlySpan<byte> rest)
    {
        while (rest.Length > 0 && rest[0] != (byte)',')
        {
            var comment = rest.StartsWith("//"u8) ? rest.IndexOf((byte)'\n') : rest.StartsWith("/*"u8) ? rest.IndexOf("*/"u8) + 1 : 0;
            rest = comment < 0 ? [] : rest[(comment + 1)..];
        }

        return rest.Length > 0;
    }

    /// <summary>What a setting takes has no control characters.</summary>
    private static string Quoted(string text) =>
        $"\"{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static void Replace(string path, byte[] json)
    {
        var folder = Path.GetDirectoryName(path)!;
        AtomicFile.CreateFolder(folder);
        using var part = AtomicFile.Write(folder, ".peerslot", json, ownerOnly: false);
        if (!OperatingSystem.IsWindows() && File.Exists(path))
            File.SetUnixFileMode(part.HiddenPath, File.GetUnixFileMode(path));
        File.Move(part.HiddenPath, path, overwrite: true);
    }
}
