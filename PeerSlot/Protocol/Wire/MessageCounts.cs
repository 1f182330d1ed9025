namespace PeerSlot.Protocol.Wire;

/// <summary>Messages that changed nothing else, by why.</summary>
public sealed class MessageCounts
{
    /// <summary>Not a message of this version, or one that contradicts itself.</summary>
    public long Malformed { get; internal set; }

    /// <summary>Sealed, in an open room.</summary>
    public long Sealed { get; internal set; }

    /// <summary>Not sealed with this room's key, altered, or heard before, in a sealed room.</summary>
    public long NotOpened { get; internal set; }

    /// <summary>Signed by nobody whom it names.</summary>
    public long Forged { get; internal set; }

    /// <summary>Of a session that did not prove to be where it came from; it is asked to.</summary>
    public long Unproved { get; internal set; }

    public long OtherRoom { get; internal set; }

    public long Duplicate { get; internal set; }

    /// <summary>Well-formed, but beyond a limit: table full, too many transfers, out of range.</summary>
    public long BeyondLimit { get; internal set; }

    /// <summary>Without <see cref="Duplicate"/>: what goes by multicast and broadcast comes twice by design.</summary>
    public long All => Malformed + Sealed + NotOpened + Forged + Unproved + OtherRoom + BeyondLimit;

    internal MessageCounts Copy() => (MessageCounts)MemberwiseClone();
}
