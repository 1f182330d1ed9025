using PeerSlot.Pictures;

namespace PeerSlot.Gallery;

/// <summary>Which extension belongs to which kind of picture.</summary>
public static class PictureExtension
{
    private static readonly (PictureFormat Format, string Extension)[] _known =
    [
        (PictureFormat.Png, ".png"),
        (PictureFormat.Jpeg, ".jpg"), (PictureFormat.Jpeg, ".jpeg"), (PictureFormat.Jpeg, ".jpe"), (PictureFormat.Jpeg, ".jfif"),
        (PictureFormat.Bmp, ".bmp"), (PictureFormat.Bmp, ".dib"),
    ];

    /// <summary>Whether the extension, with its dot, is one of that kind's, in either case.</summary>
    public static bool Fits(string extension, PictureFormat format) => FormatOf(extension) == format;

    /// <summary>The kind of picture that has such an extension, or Unknown.</summary>
    public static PictureFormat FormatOf(string extension) =>
        Array.Find(_known, k => k.Extension.Equals(extension, StringComparison.OrdinalIgnoreCase)).Format;

    /// <summary>The usual extension, with its dot. What is no known picture gets one that no system opens with a program.</summary>
    public static string Of(PictureFormat format) => Array.Find(_known, k => k.Format == format).Extension ?? ".bin";

    /// <summary>The kind of file by its first bytes: PNG 3rd edition 5.2; ITU-T T.81 B.1.1.3 (SOI and the next marker); BITMAPFILEHEADER.</summary>
    public static PictureFormat Recognise(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] => PictureFormat.Png,
        [0xFF, 0xD8, 0xFF, ..] => PictureFormat.Jpeg,
        [(byte)'B', (byte)'M', ..] => PictureFormat.Bmp,
        _ => PictureFormat.Unknown,
    };
}
