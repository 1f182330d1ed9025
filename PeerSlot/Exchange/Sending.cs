using System.Security.Cryptography;
using PeerSlot.Pictures;

namespace PeerSlot.Exchange;

/// <summary>A picture to send, with what its manifest says of it.</summary>
internal sealed record Sending(byte[] Content, string FileName, int Width, int Height, string Sha256, bool Stripped)
{
    /// <summary>Bytes: three times a preview.</summary>
    private const int LeastForPreview = 12 * 1024;

    /// <summary>Whether it is worth one.</summary>
    public bool HasPreview => Content.Length >= LeastForPreview && Width > 0;

    /// <summary>Hashes and reads the header on the caller's thread, so that the loop need not.</summary>
    public static Sending Describe(byte[] content, string fileName, bool stripped, PictureLimits limits)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        try
        {
            var info = PictureFile.Identify(content, limits);
            return new Sending(content, fileName, info.Width, info.Height, sha256, stripped);
        }
        catch (PictureException)
        {
            // Whoever prepared it has said so already; the receivers decide for themselves.
            return new Sending(content, fileName, 0, 0, sha256, stripped);
        }
    }
}
