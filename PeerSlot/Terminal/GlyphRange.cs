namespace PeerSlot.Terminal;

/// <summary>Which characters a terminal shows. What is drawn is the same; the renderer replaces what is not there.</summary>
public enum GlyphRange
{
    Unicode,

    /// <summary>The Linux console with a font of 256 or 512 glyphs: letters, boxes and blocks, few symbols.</summary>
    Console,

    /// <summary>Boxes, blocks and symbols become ASCII, letters of every language stay.</summary>
    Ascii,

    /// <summary>Nothing but ASCII leaves: the terminal's character set is not UTF-8.</summary>
    AsciiOnly,
}
