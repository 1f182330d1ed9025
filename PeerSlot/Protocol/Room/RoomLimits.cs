namespace PeerSlot.Protocol.Room;

/// <summary>What strangers can make a session do at most. A verification costs 70 us of a core, 0.2 ms where the key is new; a message that does not open 25 us.</summary>
public sealed record RoomLimits
{
    /// <summary>Signatures checked a second for addresses that no live session has: 500 are 10 % of a core, and a lab of 1,000 appears in 2 s.</summary>
    public int StrangerVerificationsPerSecond { get; init; } = 500;

    /// <summary>The same for addresses of live sessions, kept apart so that strangers cannot use it up.</summary>
    public int KnownVerificationsPerSecond { get; init; } = 500;

    /// <summary>Signatures checked a second for one address: its announcements, manifests and previews are far fewer.</summary>
    public int VerificationsPerSecondAndAddress { get; init; } = 100;

    /// <summary>
    /// Sealed messages a second that may fail to open, of strangers and of known addresses each: 2,000 are 5 % of a core. What comes beyond is not
    /// tried any more.
    /// </summary>
    public int FailuresPerSecond { get; init; } = 2_000;

    /// <summary>The same for one address.</summary>
    public int FailuresPerSecondAndAddress { get; init; } = 200;
}
