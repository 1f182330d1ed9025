using PeerSlot.Exchange.Lab;
using PeerSlot.Protocol.Room;

namespace PeerSlot.Exchange;

/// <summary>Who we are in a room, and what we take.</summary>
public sealed record RoomOptions
{
    /// <summary>The identity of this account; every process of it is a session of its own.</summary>
    public required Identity Identity { get; init; }

    /// <summary>What checks the others' signatures.</summary>
    public ISignatures Signatures { get; init; } = EcdsaP256.Signatures;

    public Guid Id => Identity.Peer.Value;

    /// <summary>The name to announce.</summary>
    public required string Nickname { get; init; }

    /// <summary>
    /// What to announce instead once somebody else in the room bears <see cref="Nickname"/>: <c>user@host</c>. Null where the user chose the name.
    /// </summary>
    public string? NicknameIfTaken { get; init; }

    public string RoomName { get; init; } = "lab";

    /// <summary>What its members share; null = an open room.</summary>
    public RoomKey? Key { get; init; }

    /// <summary>False for a session that only sends: nobody lists it and nothing is sent to it.</summary>
    public bool Receives { get; init; } = true;

    /// <summary>Bytes of the largest picture that is taken. 128 MiB hold any photograph and bound what a stranger can make us keep.</summary>
    public long MaxBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>Pixels of the largest picture that is taken. 64 Mpx decode into 256 MiB.</summary>
    public long MaxPixels { get; init; } = 64L * 1024 * 1024;

    /// <summary>
    /// How long a sending waits for receipts before those who did not answer count as silent. 30 s outlast any repair on a lab network.
    /// </summary>
    public TimeSpan WaitForReceipts { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Sent pictures that stay for late comers: 8 for screens, which stay themselves.</summary>
    public int KeptPictures { get; init; }

    /// <summary>Whether somebody shows pictures as they grow; it costs checking each block once more in an open room.</summary>
    public bool ShowsGrowth { get; init; }

    /// <summary>Where whom we know is kept; null = nowhere.</summary>
    public string? KnownPeersFile { get; init; }

    /// <summary>
    /// Whose pictures are taken: <c>everyone</c>; <c>known</c>: met in an earlier run, or trusted; <c>trusted</c>; <c>ask</c>: the person, each time but for the
    /// trusted; <c>nobody</c>.
    /// </summary>
    public string Accept { get; init; } = "everyone";

    /// <summary>Identities that the settings trust, besides those that the person does.</summary>
    public HashSet<Guid> Trusted { get; init; } = [];

    /// <summary>False for a seat that only receives: what it is told to send is refused with a <see cref="TroubleNews"/>.</summary>
    public bool Sends { get; init; } = true;

    /// <summary>Whether the lab programs of 2013 belong to the room.</summary>
    public LabRoomSettings Lab { get; init; } = new();

    /// <summary>
    /// The file that keeps the packet numbers which lab servers have had under <see cref="Id"/>; null where no other process uses that identity.
    /// </summary>
    public string? LabNumbersFile { get; init; }

    /// <summary>Seed of everything random that is no secret (delays, transfer numbers); a process draws one at its start.</summary>
    public required int Seed { get; init; }

    /// <summary>8 random bytes of this process.</summary>
    public required ulong Session { get; init; }

    /// <summary>8 more, which others echo to prove that they speak now.</summary>
    public required ulong Challenge { get; init; }
}
