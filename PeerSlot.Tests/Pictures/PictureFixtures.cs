namespace PeerSlot.Tests.Pictures;

/// <summary>The small picture files of Fixtures/Pictures (SOURCES.txt there says whose they are).</summary>
public static class PictureFixtures
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "Pictures");

    public static byte[] Good(string name) => File.ReadAllBytes(Path.Combine(Folder, "good", name));

    public static byte[] Bad(string name) => File.ReadAllBytes(Path.Combine(Folder, "bad", name));

    public static IEnumerable<string> GoodNames => Expected.Select(e => e.Name);

    public static IEnumerable<string> BadNames => Directory.GetFiles(Path.Combine(Folder, "bad")).Select(f => Path.GetFileName(f)).Order();

    /// <summary>Size and SHA-256 of the RGBA rows before any turn.</summary>
    public static IEnumerable<(string Name, int Width, int Height, string Sha256)> Expected =>
        File.ReadLines(Path.Combine(Folder, "good", "expected.csv")).Select(line => line.Split(','))
            .Select(fields => (fields[0], int.Parse(fields[1], null), int.Parse(fields[2], null), fields[3]));
}
