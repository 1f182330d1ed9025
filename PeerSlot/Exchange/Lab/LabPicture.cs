using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Png;
using PeerSlot.Pictures.Scaling;
using PeerSlot.Protocol.Lab;

namespace PeerSlot.Exchange.Lab;

/// <summary>Pictures as lab programs send them, to and from picture files.</summary>
public static class LabPicture
{
    /// <summary>A payload of a picture file, smaller where it must be.</summary>
    /// <param name="content">Any picture file. A PNG goes in byte for byte, anything else becomes PNG.</param>
    /// <param name="maximumBytes">A larger file is scaled down until it fits: each byte costs a lab network four.</param>
    /// <exception cref="PictureException">It cannot be decoded.</exception>
    public static byte[] ToPayload(byte[] content, long maximumBytes, PictureLimits limits)
    {
        var format = PictureFile.Identify(content, limits).Format;
        if (format == PictureFormat.Png && content.Length <= maximumBytes)
            return QPixmapPayload.Write(content);
        var picture = PictureFile.Decode(content, limits);
        var png = PngEncoder.Encode(picture);
        while (png.Length > maximumBytes && picture.Width * picture.Height > 1)
        {
            // Bytes go with the area; a tenth less than that, so that one step is mostly enough.
            var factor = Math.Min(0.9 * Math.Sqrt((double)maximumBytes / png.Length), 0.9);
            picture = AreaScaler.Scale(
                picture, Math.Max(1, (int)(picture.Width * factor)), Math.Max(1, (int)(picture.Height * factor)));
            png = PngEncoder.Encode(picture);
        }

        return QPixmapPayload.Write(png);
    }

    /// <summary>The picture in a payload, ready to be filed. False where it holds none.</summary>
    /// <exception cref="PictureException">It holds one that cannot be read, or that is too large.</exception>
    public static bool TryRead(LabPayload payload, PictureLimits limits, [NotNullWhen(true)] out ArrivedPicture? picture)
    {
        picture = null;
        if (!QPixmapPayload.TryRead(payload.Content, out var content, out var format))
            return false;
        var info = PictureFile.Identify(content.Span, limits);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var name = $"lab-{payload.Client.ToString("N")[..8]}-{payload.Number}.{(format == QPixmapFormat.Png ? "png" : "bmp")}";

        // Numbers begin again with each run of a client; the content tells such pictures apart.
        picture = new ArrivedPicture(
            $"{payload.Client:N}-{payload.Number}-{sha256[..8]}", payload.Client, NameOf(payload.Client), name, payload.Network, content, info.Width,
            info.Height, sha256, Repaired: 0);
        return true;
    }

    /// <summary>A lab client has no other name than its UUID.</summary>
    public static string NameOf(Guid client) => client.ToString("D");
}
