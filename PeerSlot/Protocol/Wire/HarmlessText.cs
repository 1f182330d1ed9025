using System.Globalization;
using System.Text;

namespace PeerSlot.Protocol.Wire;

/// <summary>Text of strangers made safe to show on one line: nothing that moves the cursor, hides, or turns the reading direction.</summary>
/// <remarks>
/// Letters of right-to-left scripts stay; only the characters that force a direction go (UAX #9, section 2). What looks alike is not
/// told apart: two peers may bear names that differ only to a machine.
/// </remarks>
public static class HarmlessText
{
    /// <summary>Columns of a terminal; 64 bytes of UTF-8 hold 32 letters of any script in the BMP's first half.</summary>
    public const int NicknameColumns = 32;

    /// <summary>The longest name of a file that common file systems take, in characters.</summary>
    public const int FileNameColumns = 255;

    /// <summary>A nickname for showing; where nothing is left of it the first 8 hex digits of the identity.</summary>
    public static string Nickname(string text, PeerId id) =>
        Clean(text, NicknameColumns) is { Length: > 0 } name ? name : id.Value.ToString("N")[..8];

    /// <summary>A file's name for showing; may be empty.</summary>
    public static string FileName(string text) => Clean(text, FileNameColumns);

    /// <summary>UTF-8 of at most <paramref name="maximum"/> bytes, cut between runes.</summary>
    public static byte[] ToUtf8(string text, int maximum)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= maximum)
            return bytes;
        var end = maximum;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) // a continuation byte: RFC 3629 section 3
            end--;
        return bytes[..end];
    }

    internal static string Clean(string text, int maximumColumns)
    {
        var clean = new StringBuilder(Math.Min(text.Length, maximumColumns * 2));
        var columns = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
                continue;
            var shown = Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator ? new Rune(' ') : rune;
            var isFirst = clean.Length == 0;
            if (isFirst && (shown.Value == ' ' || Columns(shown) == 0))
                continue;
            columns += Columns(shown);
            if (columns > maximumColumns || clean.Length > maximumColumns * 4)
                break;
            clean.Append(shown);
        }

        return clean.ToString().TrimEnd(' ');
    }

    /// <remarks>A lone surrogate comes out of EnumerateRunes as U+FFFD.</remarks>
    private static bool IsHidden(Rune rune) =>
        rune.Value is 0xFFFD
            or 0x034F or 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0 // joiner, fillers and a blank that no category tells (Default_Ignorable_Code_Point)
            or (>= 0x17B4 and <= 0x17B5) or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>0, 1 or 2: enough for a limit; Terminal has the exact table.</summary>
    private static int Columns(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0
        : rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) ? 2
        : 1;
}
