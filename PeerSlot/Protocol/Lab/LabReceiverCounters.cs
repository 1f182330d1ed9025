namespace PeerSlot.Protocol.Lab;

/// <summary>What has come through a lab client's slot.</summary>
public record struct LabReceiverCounters
{
    public long Messages { get; internal set; }

    /// <summary>Messages that are not 300 bytes, of no type, or with a number, size or place out of bounds.</summary>
    public long Ignored { get; internal set; }

    /// <summary>Packets without a head; its own head, should it follow at once, finds them.</summary>
    public long Early { get; internal set; }

    /// <summary>Packets that were here already: about half of all, since each is sent twice.</summary>
    public long Copies { get; internal set; }

    public long Payloads { get; internal set; }

    /// <summary>Payloads that began and did not become whole.</summary>
    public long Lost { get; internal set; }

    /// <summary>Times that the client began its numbers anew.</summary>
    public long Restarts { get; internal set; }
}
