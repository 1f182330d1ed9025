namespace PeerSlot.Protocol.Wire;

/// <summary>Sizes in bytes.</summary>
public static class WireLimits
{
    /// <summary>Picture data of a symbol where the networks leave the choice: with all headers it fits a VPN's packets of 1,420 bytes.</summary>
    public const int SymbolSize = 1_344;

    /// <summary>A message before it is sealed: header, send time, symbol.</summary>
    public const int MaximumPlainMessage = MessageHeader.Size + 4 + SymbolSize;

    /// <summary>What a sealed room adds (<see cref="Room.IRoomSeal"/>).</summary>
    public const int SealOverhead = 16;

    /// <summary>The largest message that we write.</summary>
    public const int MaximumMessage = MaximumPlainMessage + SealOverhead;
}
