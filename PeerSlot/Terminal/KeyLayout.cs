using System.Text;

namespace PeerSlot.Terminal;

/// <summary>
/// Keys by their place on the keyboard: with a Cyrillic layout the key q arrives as й, and a shortcut must find it all the same.
/// For use outside text fields. A key that gives ASCII in both layouts cannot be told apart (with ЙЦУКЕН / arrives as full stop)
/// and stays what it is.
/// </summary>
public static class KeyLayout
{
    private const string Cyrillic = "ёйцукенгшщзхъфывапролджэячсмитьбю" + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ№" + "іїєґўІЇЄҐЎ";
    private const string Latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,." + "~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>#" + "s]'\\oS}\"|O";

    /// <summary>
    /// The rune that the key gives in the US layout, for ЙЦУКЕН and its Ukrainian and Belarusian letters; any other rune unchanged.
    /// </summary>
    public static Rune ToLatin(Rune rune)
    {
        var at = rune.IsBmp && !rune.IsAscii ? Cyrillic.IndexOf((char)rune.Value) : -1;
        return at < 0 ? rune : new Rune(Latin[at]);
    }
}
