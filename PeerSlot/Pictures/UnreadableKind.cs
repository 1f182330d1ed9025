using System.Text;

namespace PeerSlot.Pictures;

/// <summary>Names kinds of files that have no decoder here, so that an error can say what the file is.</summary>
internal static class UnreadableKind
{
    /// <summary>How much text before the root element of an SVG file is looked at.</summary>
    private const int SvgProlog = 1024;

    /// <param name="file">The whole file, or its beginning.</param>
    /// <param name="name">With its article: "a TIFF picture".</param>
    public static bool TryName(ReadOnlySpan<byte> file, out Text name)
    {
        name = NameOf(file) ?? Text.Empty;
        return !name.IsEmpty;
    }

    private static Text? NameOf(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8) || file.StartsWith("II+\0"u8) || file.StartsWith("MM\0+"u8))
            return "a TIFF or camera raw picture";
        if (At(file, 4, "ftyp"u8))
            return NameOfIsoBrand(file[8..]);
        if (file.StartsWith("\0\0\0\fJXL "u8) || file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A]))
            return "a JPEG XL picture";
        if (file.StartsWith("\0\0\0\fjP  "u8) || file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]))
            return "a JPEG 2000 picture";
        if (file.StartsWith("8BPS"u8))
            return "a Photoshop picture";
        if (file.StartsWith("%PDF-"u8))
            return "a PDF document";
        if (file.StartsWith("\0\0\u0001\0"u8))
            return "a Windows icon";
        if (file.StartsWith("gimp xcf"u8))
            return "a GIMP picture";
        return IsSvg(file) ? (Text)"an SVG drawing" : null;
    }

    /// <summary>ISO/IEC 14496-12 4.3: the major brand follows <c>ftyp</c>; the brands are those of ISO/IEC 23008-12 annex B and AV1-AVIF.</summary>
    private static Text? NameOfIsoBrand(ReadOnlySpan<byte> brand)
    {
        if (brand.StartsWith("avif"u8) || brand.StartsWith("avis"u8))
            return "an AVIF picture";
        return brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("mif1"u8) || brand.StartsWith("msf1"u8)
            ? (Text)"a HEIC picture"
            : null;
    }

    private static bool IsSvg(ReadOnlySpan<byte> file)
    {
        var prolog = file[..Math.Min(file.Length, SvgProlog)];
        if (prolog.StartsWith(Encoding.UTF8.Preamble))
            prolog = prolog[3..];
        return prolog.TrimStart(" \t\r\n"u8).StartsWith("<"u8) && prolog.IndexOf("<svg"u8) >= 0;
    }

    private static bool At(ReadOnlySpan<byte> file, int offset, ReadOnlySpan<byte> magic) =>
        file.Length >= offset && file[offset..].StartsWith(magic);
}
