namespace PeerSlot.Protocol.Wire;

/// <summary>What a message is: the low four bits of its first byte; the high four are <see cref="MessageHeader.Version"/>.</summary>
public enum MessageKind : byte
{
    None = 0,
    Announcement = 1,
    Manifest = 2,
    Symbol = 3,
    RepairRequest = 4,
    Receipt = 5,
}
