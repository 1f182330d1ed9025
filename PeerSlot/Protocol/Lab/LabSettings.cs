namespace PeerSlot.Protocol.Lab;

/// <summary>Times and limits of the lab protocol.</summary>
public sealed record LabSettings
{
    /// <summary>
    /// How long a sender notifies before its first packet. Default 2 s: a PeerSlot opens the slot within milliseconds. A lab server
    /// opens it when somebody clicks "Clients", and what was sent before is lost: give that person time.
    /// </summary>
    public TimeSpan NotifyBefore { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From the first notification to the second; it doubles from one to the next. Default 1 s: a lost datagram delays little.</summary>
    public TimeSpan NotifyAgainAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Where the doubling ends. Default 30 s: a lab server reads one notification a click, so that each one too many costs somebody a
    /// click, and some mailslots block their writers at 167 unread messages (measured on Wine 8).
    /// </summary>
    public TimeSpan NotifyAtLeastEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of the largest payload, sent or received. Default 64 MiB: no picture of a lab program comes near.</summary>
    public int MaximumPayload { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// Bytes kept of unfinished payloads, of all clients together. Default 64 MiB and some: one of the largest, in whole pages.
    /// </summary>
    public int MaximumUnfinished { get; init; } = (64 * 1024 * 1024) + (16 * 1024);

    /// <summary>
    /// An unfinished payload is given up when nothing of it came for so long. Default 10 s: a lab client writes a payload in one go.
    /// </summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The same payload under the same number within this time is one more copy, later it comes from a client that has started again.
    /// Default 2 s, as Netlogon's MailslotDuplicateTimeout: a message to a domain arrives once over each network card.
    /// </summary>
    public TimeSpan CopiesWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How far apart two packets are that the network may have swapped. So long a packet waits for a head that it has overtaken, and a head
    /// that comes again later than this behind blocks of its payload is no copy. Default 200 ms: long for a network, short for a
    /// client that starts again, whose numbers must not meet packets of its earlier run.
    /// </summary>
    public TimeSpan SwappedWithin { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Lab clients whose slots are open at a time. Default 64: each costs a reader thread.</summary>
    public int MaximumClients { get; init; } = 64;
}
