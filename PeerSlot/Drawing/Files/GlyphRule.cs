namespace PeerSlot.Drawing.Files;

/// <summary>Which scalar values from a file may stand in a cell: what would control a terminal or turn its line around may not.</summary>
internal static class GlyphRule
{
    /// <summary>A glyph that stands for one that may not be there.</summary>
    public const int Replacement = '?';

    public static bool IsAllowed(int value) => value switch
    {
        1 => true, // CanvasCell.Continuation
        < 0x20 or (>= 0x7F and < 0xA0) or (>= 0xD800 and < 0xE000) or > 0x10FFFF => false,
        // UAX #9, explicit formatting; line and paragraph separators.
        0x061C or 0x200E or 0x200F or 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => false,
        _ => true,
    };
}
