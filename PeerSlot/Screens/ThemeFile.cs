using System.Globalization;
using System.Text.Json;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>
/// Themes in JSON: an object of roles (<see cref="ThemeColors.Roles"/>), each a look such as <c>"#ffffff on blue bold"</c>. Comments and
/// trailing commas are allowed.
/// </summary>
internal static class ThemeFile
{
    /// <summary>Those that are in the executable, and the terminal's own colours first.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } = ["terminal", "dark", "light", "contrast", "sixteen"];

    private static readonly string[] Names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

    /// <summary>A theme by its name, or by the path of its file (<c>*.json</c>).</summary>
    /// <exception cref="ThemeException">There is no such theme, or its file is wrong.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ThemeColors Load(string name)
    {
        const long MostBytes = 64 * 1024;
        if (name is "" or "terminal")
            return ThemeColors.Terminal;
        if (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return Parse(Path.GetFileNameWithoutExtension(name), Gallery.BoundedFile.Read(name, MostBytes));
        using var resource = typeof(ThemeFile).Assembly.GetManifestResourceStream($"themes.{name}.json")
            ?? throw new ThemeException($"There is no theme \"{name}\": there are {string.Join(", ", BuiltIn)}, and files that end with .json.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return Parse(name, bytes);
    }

    /// <exception cref="ThemeException">It is no theme.</exception>
    public static ThemeColors Parse(string name, ReadOnlySpan<byte> json)
    {
        var looks = new Dictionary<string, Style>();
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new ThemeException($"Theme {name}: it has to be an object of looks.");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var role = reader.GetString()!;
                reader.Read();
                if (!ThemeColors.Roles.Any(r => r.Name == role))
                    throw new ThemeException($"Theme {name}: there is no \"{SafeText.Clean(role)}\"; there are {string.Join(", ", ThemeColors.Roles.Select(r => r.Name))}.");
                looks[role] = Look(reader.TokenType == JsonTokenType.String ? reader.GetString()! : "")
                    ?? throw new ThemeException($"Theme {name}: \"{role}\" has to be a look such as \"#ffffff on blue bold\".");
            }
        }
        catch (JsonException e)
        {
            throw new ThemeException($"Theme {name}, line {e.LineNumber + 1}: this is no JSON.", e);
        }

        return new ThemeColors(name, looks);
    }

    private static Style? Look(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3 || words[1] != "on" || ColorOf(words[0]) is not { } foreground || ColorOf(words[2]) is not { } background)
            return null;
        var attributes = CellAttributes.None;
        foreach (var word in words[3..])
        {
            if (!Enum.TryParse<CellAttributes>(word, ignoreCase: true, out var attribute) || char.IsDigit(word[0]))
                return null;
            attributes |= attribute;
        }

        return new Style(foreground, background, attributes);
    }

    private static Color? ColorOf(string word)
    {
        if (word == "default")
            return Color.Default;
        if (word.StartsWith('#'))
            return word.Length == 7 && int.TryParse(word.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) ? Color.FromRgb(rgb) : null;
        var isBright = word.StartsWith("bright-", StringComparison.Ordinal);
        var index = Array.IndexOf(Names, isBright ? word["bright-".Length..] : word);
        return index < 0 ? null : Color.FromIndex(index + (isBright ? 8 : 0));
    }
}

/// <summary>There is no such theme, or its file is wrong.</summary>
internal sealed class ThemeException(Text text, Exception? inner = null) : WordedException(text, inner);
