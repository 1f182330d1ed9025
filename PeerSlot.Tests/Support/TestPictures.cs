using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PeerSlot.Tests.Support;

/// <summary>Pictures for tests that send them.</summary>
public static class TestPictures
{
    /// <summary>The photograph of the picture folder that <c>PEERSLOT_PICTURES</c> names, or a picture of that size made here.</summary>
    public static string Photo(TemporaryFolder folder)
    {
        var photo = Path.Combine(Environment.GetEnvironmentVariable("PEERSLOT_PICTURES") ?? "", "photo1920.jpg");
        return File.Exists(photo) ? photo : Noise(folder, "photo.bmp", 400, 330);
    }

    /// <summary>A 24-bit BMP of seeded noise: nothing in it repeats, so a symbol in the wrong place shows.</summary>
    public static string Noise(TemporaryFolder folder, string name, int width, int height)
    {
        var path = folder[name];
        File.WriteAllBytes(path, Noise(width, height));
        return path;
    }

    public static byte[] Noise(int width, int height)
    {
        var stride = (width * 3 + 3) / 4 * 4;
        var file = new byte[54 + stride * height];
        new Random(width * height).NextBytes(file.AsSpan(54));
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        file.AsSpan(6, 4).Clear();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), 24);
        file.AsSpan(30, 24).Clear();
        return file;
    }

    public static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
