namespace PeerSlot.Protocol.Wire;

/// <summary>What a message is: the low four bits of its first byte; the high four are <see cref="MessageHeader.Version"/>.</summary>
public enum MessageKind : byte
{
    None = 0,
    Announcement = 1,
    Manifest = 2,
    Symbol = 3,
    Report = 4,
    Receipt = 5,
    EndOfPass = 6,
    ManifestRequest = 7,
    TimedSymbol = 8,
    Preview = 9,
    Digests = 10,
    Introduction = 11,
}
