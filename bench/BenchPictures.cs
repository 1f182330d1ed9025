using PeerSlot.Pictures;

namespace PeerSlot.Bench;

/// <summary>The pictures that all of it is measured by.</summary>
internal static class BenchPictures
{
    private static string Folder => Environment.GetEnvironmentVariable("PEERSLOT_PICTURES")
        ?? throw new InvalidOperationException("PEERSLOT_PICTURES has to name the folder of the pictures.");

    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(Folder, name));

    public static Bitmap Decoded(string name) => PictureFile.Decode(File(name), PictureLimits.Default);
}
