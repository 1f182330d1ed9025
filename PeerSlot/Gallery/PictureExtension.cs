using PeerSlot.Pictures;

namespace PeerSlot.Gallery;

/// <summary>Which extension belongs to which kind of picture.</summary>
public static class PictureExtension
{
    private static readonly (PictureFormat Format, string Extension)[] Known =
    [
        (PictureFormat.Png, ".png"),
        (PictureFormat.Jpeg, ".jpg"), (PictureFormat.Jpeg, ".jpeg"), (PictureFormat.Jpeg, ".jpe"), (PictureFormat.Jpeg, ".jfif"),
        (PictureFormat.Bmp, ".bmp"), (PictureFormat.Bmp, ".dib"),
        (PictureFormat.Gif, ".gif"),
        (PictureFormat.WebP, ".webp"),
        (PictureFormat.Pnm, ".pnm"), (PictureFormat.Pnm, ".ppm"), (PictureFormat.Pnm, ".pgm"), (PictureFormat.Pnm, ".pbm"), (PictureFormat.Pnm, ".pam"),
        (PictureFormat.Qoi, ".qoi"),
        (PictureFormat.Tga, ".tga"), (PictureFormat.Tga, ".icb"), (PictureFormat.Tga, ".vda"), (PictureFormat.Tga, ".vst"),
    ];

    /// <summary>Whether the extension, with its dot, is one of that kind's, in either case.</summary>
    public static bool Fits(string extension, PictureFormat format) => FormatOf(extension) == format;

    /// <summary>The kind of picture that has such an extension, or Unknown.</summary>
    public static PictureFormat FormatOf(string extension) =>
        Array.Find(Known, k => k.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase)).Format;

    /// <summary>The usual extension, with its dot. What is no known picture gets one that no system opens with a program.</summary>
    public static string Of(PictureFormat format) => Array.Find(Known, k => k.Format == format).Extension ?? ".bin";
}
