namespace PeerSlot.Drawing.Files;

/// <summary>The IBM PC's characters, which .ans files of bulletin boards are written in (Unicode's CP437.TXT; 01 to 1F as IBM's glyphs).</summary>
internal static class Cp437
{
    private const string Characters =
        "\0☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼ !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_"
        + "`abcdefghijklmnopqrstuvwxyz{|}~⌂"
        + "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ";

    private static readonly Dictionary<int, byte> Codes = Characters.Select((c, i) => (c, i)).Where(p => p.i >= ' ').GroupBy(p => (int)p.c)
        .ToDictionary(g => g.Key, g => (byte)g.First().i);

    /// <summary>The scalar value of a code; of 0 a blank.</summary>
    public static int ToUnicode(byte code) => code is 0 or 0xFF ? ' ' : Characters[code];

    /// <summary>Only printable codes: those below a blank mean something else to most programs.</summary>
    public static bool TryEncode(int glyph, out byte code) => Codes.TryGetValue(glyph, out code);
}
