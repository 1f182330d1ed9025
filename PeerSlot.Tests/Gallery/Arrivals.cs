using System.Security.Cryptography;
using PeerSlot.Gallery;

namespace PeerSlot.Tests.Gallery;

/// <summary>Pictures as they come from a room.</summary>
internal static class Arrivals
{
    public static readonly Guid Sender = new("11111111-2222-3333-4444-555555555555");

    public static readonly DateTimeOffset Time = new(2026, 11, 22, 14, 2, 11, TimeSpan.Zero);

    /// <summary>Looks like a PNG to who sees its first bytes only.</summary>
    public static byte[] Png(int length, byte fill = 7)
    {
        var png = new byte[length];
        Array.Fill(png, fill);
        new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10 }.CopyTo(png, 0);
        return png;
    }

    public static ArrivedPicture Picture(string key, string name = "cat.png", int length = 1000, byte fill = 7)
    {
        var content = Png(length, fill);
        return new ArrivedPicture(key, Sender, "lab-03", name, "lan", content, 80, 48, Convert.ToHexStringLower(SHA256.HashData(content)), 3);
    }
}
