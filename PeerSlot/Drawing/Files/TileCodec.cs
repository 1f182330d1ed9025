using System.Runtime.InteropServices;

namespace PeerSlot.Drawing.Files;

/// <summary>
/// Tiles as bytes: <c>column u8, row u8, kind u8</c> (0 nothing, 1 pixels, 2 pixels and glyphs), 4,096 colours of 4 bytes (-1 = nothing drawn),
/// and for kind 2 2,048 scalar values of 4 bytes (0 = no glyph, the cell is two pixels). Little-endian.
/// </summary>
internal static class TileCodec
{
    private const byte Nothing = 0;
    private const byte Pixels = 1;
    private const byte PixelsAndGlyphs = 2;

    public static void Write(BinaryWriter writer, TilePlace place, Tile? tile)
    {
        writer.Write((byte)place.Column);
        writer.Write((byte)place.Row);
        writer.Write(tile is null ? Nothing : tile.HasGlyphs ? PixelsAndGlyphs : Pixels);
        if (tile is null)
            return;
        Write(writer, tile.Colors);
        if (tile.HasGlyphs)
            Write(writer, tile.Glyphs!);
    }

    /// <exception cref="DrawingException">Not a tile of a canvas.</exception>
    /// <exception cref="EndOfStreamException">Cut off.</exception>
    public static (TilePlace Place, Tile? Tile) Read(BinaryReader reader)
    {
        var place = new TilePlace(reader.ReadByte(), reader.ReadByte());
        const int Most = Canvas.MaximumSide / Tile.Side;
        if (place.Column >= Most || place.Row >= Most)
            throw new DrawingException($"a tile at {place.Column}, {place.Row}");
        var kind = reader.ReadByte();
        if (kind > PixelsAndGlyphs)
            throw new DrawingException($"a tile of the unknown kind {kind}");
        if (kind == Nothing)
            return (place, null);
        var colors = Read(reader, Tile.Pixels);
        foreach (var color in colors)
        {
            if (color is < Canvas.Empty or > 0xFFFFFF)
                throw new DrawingException($"the colour {color}");
        }

        var glyphs = kind == PixelsAndGlyphs ? Read(reader, Tile.Cells) : null;
        foreach (var glyph in glyphs ?? [])
        {
            if (glyph != 0 && !GlyphRule.IsAllowed(glyph))
                throw new DrawingException($"the glyph U+{glyph:X4}");
        }

        return (place, new Tile(colors, glyphs));
    }

    private static void Write(BinaryWriter writer, int[] values)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Tiles are written as they lie in memory, little-endian.");
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private static int[] Read(BinaryReader reader, int count)
    {
        var values = new int[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
