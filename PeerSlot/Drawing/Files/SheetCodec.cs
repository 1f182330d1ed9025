using System.Text;

namespace PeerSlot.Drawing.Files;

/// <summary>
/// A sheet as bytes: <c>width u16, height u16, name, palette name, 10 colours of 4 bytes</c>; a name is its length in bytes (u8) and UTF-8.
/// The tracing layer is written apart.
/// </summary>
internal static class SheetCodec
{
    private const int LongestName = 255;

    public static void Write(BinaryWriter writer, Sheet sheet)
    {
        writer.Write((ushort)sheet.Width);
        writer.Write((ushort)sheet.Height);
        WriteName(writer, sheet.Name);
        WriteName(writer, sheet.Palette.Name);
        foreach (var color in sheet.Palette.Colors)
            writer.Write(color);
    }

    /// <exception cref="DrawingException">Not a sheet.</exception>
    /// <exception cref="EndOfStreamException">Cut off.</exception>
    public static Sheet Read(BinaryReader reader)
    {
        int width = reader.ReadUInt16(), height = reader.ReadUInt16();
        if (width is < 1 or > Canvas.MaximumSide || height is < 1 or > Canvas.MaximumSide)
            throw new DrawingException($"a canvas of {width}x{height} pixels, where 1 to {Canvas.MaximumSide} are allowed");
        var (name, paletteName, colors) = (ReadName(reader), ReadName(reader), new int[InkPalette.Size]);
        for (var i = 0; i < colors.Length; i++)
        {
            colors[i] = reader.ReadInt32();
            if (colors[i] is < 0 or > 0xFFFFFF)
                throw new DrawingException($"the palette colour {colors[i]}");
        }

        return new Sheet(width, height) { Name = name.Length > 0 ? name : Sheet.Fresh.Name, Palette = InkPalette.Of(paletteName, [.. colors]) };
    }

    /// <summary>A name, cut where it is longer than 255 bytes.</summary>
    public static void WriteName(BinaryWriter writer, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        while (bytes.Length > LongestName)
        {
            name = name[..^1];
            bytes = Encoding.UTF8.GetBytes(name);
        }

        writer.Write((byte)bytes.Length);
        writer.Write(bytes);
    }

    /// <summary>A name without folders and control characters, whatever the file says.</summary>
    public static string ReadName(BinaryReader reader)
    {
        var bytes = new byte[reader.ReadByte()];
        reader.BaseStream.ReadExactly(bytes);
        var name = Encoding.UTF8.GetString(bytes);
        return string.Concat(name.EnumerateRunes().Where(r => r.Value is not '/' and not '\\' && GlyphRule.IsAllowed(r.Value) && r.Value != 1));
    }
}
