using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;

namespace PeerSlot.Tests.Protocol.Wire;

/// <summary>One message of each kind, laid out by hand in Fixtures/Protocol/*.hex: what the wire must look like for ever.</summary>
/// <remarks>A fixture's lines are "hex  # comment"; all spaces are for the eye.</remarks>
public static class GoldenMessages
{
    /// <summary>The session that "sends" in the fixtures of what goes back to a sender.</summary>
    public const ulong Sender = 0xA1A2A3A4A5A6A7A8;

    public static readonly byte[] TinyPicture = "PeerSlot"u8.ToArray();

    public static string[] Names => 
        ["announcement", "manifest", "symbol", "timed-symbol", "report", "receipt", "end-of-pass", "manifest-request", "preview", "digests", "introduction"];

    public static byte[] Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Protocol", name + ".hex"));
        return Convert.FromHexString(string.Concat(lines.Select(l => l.Split('#')[0].Replace(" ", "", StringComparison.Ordinal))));
    }

    /// <summary>The same message from the test's own writer.</summary>
    public static byte[] Build(string name)
    {
        var build = new MessageBuilder();
        return name switch
        {
            "announcement" => new MessageBuilder { Echo = 0xE1E2E3E4E5E6E7E8 }.Announcement("seat-01", flags: 3, next: 20, kept: [0xCAFEF00D, 1]),
            "manifest" => build.Manifest(8, System.Security.Cryptography.SHA256.HashData(TinyPicture), symbolSize: 64, k: 128, width: 2, height: 1,
                content: TinyPicture),
            "symbol" => build.Symbol(0, 0, TinyPicture),
            "timed-symbol" => build.TimedSymbol(2, 129, 0xFEDCBA98, TinyPicture),
            "report" => build.Report(Sender, 7, 3, flags: 2, received: 9, delay: 12, untouched: 5, (0, 2), (2, 128)),
            "receipt" => build.Receipt(Sender, 3, (byte)4, have: 9),
            "end-of-pass" => build.EndOfPass(3),
            "manifest-request" => build.ManifestRequest(Sender),
            "preview" => build.Preview(TinyPicture, 1)[0],
            "introduction" => build.Introduction((0xFFFF_C0A8_070C, 47_114), ((UInt128)0x20010DB8_00000000 << 64 | 7, 47_115)),
            "digests" => build.Digests(2, System.Security.Cryptography.SHA256.HashData(TinyPicture)),
            _ => throw new ArgumentException(name),
        };
    }
}
