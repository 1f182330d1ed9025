namespace PeerSlot.Drawing.Tools;

/// <summary>Glyphs that look like others in a mirror: what a flip and the mirror tool put in their place.</summary>
public static class GlyphMirror
{
    private const string LeftRight = @"/\()[]{}<>┌┐└┘├┤╔╗╚╝╠╣▌▐▖▗▘▝▙▟▛▜←→«»◄►◀▶◢◣◤◥╱╲▏▕╒╕╓╖╘╛╙╜╞╡╟╢╭╮╰╯┏┓┗┛┣┫";
    private const string UpDown = @"/\┌└┐┘┬┴╔╚╗╝╦╩▄▀▖▘▗▝▙▛▟▜↑↓▲▼△▽◢◥◣◤╱╲▁▔╒╘╕╛╓╙╖╜╤╧╥╨╭╰╮╯┏┗┓┛┳┻'.,`v^MWun";

    private static readonly Dictionary<int, int> Horizontal = Pairs(LeftRight);
    private static readonly Dictionary<int, int> Vertical = Pairs(UpDown);

    /// <param name="glyph">A scalar value; one without a likeness stays what it is.</param>
    public static int Horizontally(int glyph) => Horizontal.GetValueOrDefault(glyph, glyph);

    public static int Vertically(int glyph) => Vertical.GetValueOrDefault(glyph, glyph);

    private static Dictionary<int, int> Pairs(string text)
    {
        var pairs = new Dictionary<int, int>();
        for (var i = 0; i + 1 < text.Length; i += 2)
        {
            pairs[text[i]] = text[i + 1];
            pairs[text[i + 1]] = text[i];
        }

        return pairs;
    }
}
