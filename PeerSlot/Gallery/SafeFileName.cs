using System.Globalization;
using System.Text;
using PeerSlot.Pictures;

namespace PeerSlot.Gallery;

/// <summary>Names from the network, made harmless for Windows' and Unix' disks, shells and terminals.</summary>
public static class SafeFileName
{
    /// <summary>UTF-8 bytes of the longest name, so that a time and a sender's name before it still fit the usual 255.</summary>
    public const int MaximumBytes = 120;

    private const string Reserved = "<>:\"/\\|?*";

    /// <summary>Windows' devices, with any extension; the digits also superscript (Microsoft, "Naming Files, Paths, and Namespaces").</summary>
    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$",
            .. "0123456789\u00B9\u00B2\u00B3".SelectMany(d => new[] { $"COM{d}", $"LPT{d}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The last part of a path as a file name, at most <see cref="MaximumBytes"/> long, with an extension that fits the picture.</summary>
    /// <param name="untrusted">Anything.</param>
    /// <param name="fallback">A harmless name without extension, for where nothing is left.</param>
    /// <param name="format">What the file really is.</param>
    public static string From(string? untrusted, string fallback, PictureFormat format)
    {
        var name = Clean(LastPart(untrusted ?? "")).TrimEnd('.', ' ');
        var dot = name.LastIndexOf('.');
        var extension = dot < 0 ? "" : name[dot..];
        var (stem, kept) = (PictureExtension.FormatOf(extension), PictureExtension.Fits(extension, format)) switch
        {
            (not PictureFormat.Unknown, true) => (name[..dot], extension),
            // A picture of another kind than its name says; else it is no picture's extension, but part of the name (v1.2, cat.exe).
            (not PictureFormat.Unknown, false) => (name[..dot], PictureExtension.Of(format)),
            _ => (name, PictureExtension.Of(format)),
        };
        return Finish(stem, fallback, MaximumBytes - kept.Length) + kept;
    }

    /// <summary>A text as part of a file name, without extension.</summary>
    /// <param name="maximumBytes">UTF-8 bytes.</param>
    public static string Part(string? untrusted, string fallback, int maximumBytes) => Finish(Clean(untrusted ?? ""), fallback, maximumBytes);

    private static string LastPart(string path)
    {
        var trimmed = path.TrimEnd('/', '\\');
        return trimmed[(trimmed.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    /// <summary>
    /// Without what cannot be seen (controls, direction marks, joiners, private and broken characters), blanks of every kind as one blank, and
    /// what a disk reserves as an underscore.
    /// </summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate:
                    break;
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    if (clean.Length > 0 && clean[^1] != ' ')
                        clean.Append(' ');
                    break;
                default:
                    clean.Append(
                        rune == Rune.ReplacementChar || Reserved.Contains(rune.ToString(), StringComparison.Ordinal) ? "_" : rune.ToString());
                    break;
            }
        }

        return clean.ToString();
    }

    /// <summary>Nothing that hides the file, looks like an option, or that Windows would drop from the end; no device; not too long.</summary>
    private static string Finish(string stem, string fallback, int maximumBytes)
    {
        var name = Shorten(stem.TrimStart('.', '-', ' '), maximumBytes);
        if (name.Length == 0)
            return fallback;
        return Devices.Contains(name.Split('.')[0].TrimEnd()) ? Shorten("_" + name, maximumBytes) : name;
    }

    private static string Shorten(string text, int maximumBytes)
    {
        var (bytes, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maximumBytes)
                break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length].TrimEnd('.', ' ');
    }
}
