using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using PeerSlot.Drawing.Files;
using PeerSlot.Gallery;
using PeerSlot.Pictures;

namespace PeerSlot.Screens;

/// <summary>
/// The path in pasted text, as terminals paste a file that was dropped on them: plain, in quotes, with blanks escaped by
/// backslashes (GNOME, macOS), or as a file:// URL (RFC 8089).
/// </summary>
internal static class PastedPath
{
    public static bool IsPicture(string name) => PictureExtension.FormatOf(Path.GetExtension(name)) != PictureFormat.Unknown;

    /// <summary>Whether a file can be opened: a picture, or a drawing.</summary>
    public static bool IsOurs(string name) => IsPicture(name) || DrawingFormat.OfName(name) is { IsDrawing: true };

    /// <summary>False where the text does not look like a path of one file: more than one line, or neither rooted nor named like a picture.</summary>
    /// <param name="folder">What a relative path starts from.</param>
    /// <param name="isWindows">Whether a backslash is a separator, and not an escape.</param>
    public static bool TryParse(string text, string folder, bool isWindows, [NotNullWhen(true)] out string? path)
    {
        path = null;
        var line = text.Trim();
        if (line.Length == 0 || line.Contains('\n', StringComparison.Ordinal))
            return false;
        line = Unwrap(line, isWindows);
        if (line.StartsWith("~/", StringComparison.Ordinal))
            line = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), line[2..]);
        if (line.Length == 0 || line.Contains('\0', StringComparison.Ordinal) || !(Path.IsPathRooted(line) || IsOurs(line)))
            return false;
        path = Path.GetFullPath(line, folder);
        return true;
    }

    private static string Unwrap(string text, bool isWindows)
    {
        const string Scheme = "file://";
        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            var rest = text[Scheme.Length..];
            var slash = rest.IndexOf('/', StringComparison.Ordinal);
            var path = slash < 0 ? "" : PercentDecoded(rest.AsSpan(slash));
            return isWindows && path.Length > 2 && path[2] == ':' ? path[1..] : path;
        }

        if (text.Length >= 2 && text[0] is '\'' or '"' && text[^1] == text[0])
            return text[1..^1].Replace("'\\''", "'", StringComparison.Ordinal);
        return isWindows ? text : Unescape(text);
    }

    /// <summary>UTF-8 bytes as %XX (RFC 3986, section 2.1); what is no such triple stays as it is.</summary>
    private static string PercentDecoded(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        while (!text.IsEmpty)
        {
            if (text.Length >= 3 && text[0] == '%'
                && byte.TryParse(text[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one))
            {
                bytes[length++] = one;
                text = text[3..];
                continue;
            }

            var plain = text[1..].IndexOf('%') + 1;
            plain = plain == 0 ? text.Length : plain;
            length += Encoding.UTF8.GetBytes(text[..plain], bytes.AsSpan(length));
            text = text[plain..];
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
                i++;
            plain.Append(text[i]);
        }

        return plain.ToString();
    }
}
