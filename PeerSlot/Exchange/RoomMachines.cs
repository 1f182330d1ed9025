using PeerSlot.Mailslots;
using PeerSlot.Protocol;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>The machines of one room and what they share.</summary>
internal sealed class RoomMachines
{
    /// <param name="options">Who we are, and what we take.</param>
    /// <param name="drivers">What the networks carry, and how fast.</param>
    /// <param name="policy">Whose pictures are taken.</param>
    public RoomMachines(RoomOptions options, IReadOnlyList<IMailslotDriver> drivers, IAcceptPolicy policy)
    {
        var random = new Random(options.Seed);
        Local = new LocalSession(
            options.Identity, options.Signatures, new SessionId(options.Session), RoomId.FromName(options.RoomName), options.Nickname,
            options.Challenge);
        Seal = options.Key is { } key ? new SealedRoom(key, Local.Id, Local.Ignored, new RoomLimits()) : new OpenRoom(Local.Ignored);
        var presence = new PresenceSettings();
        Table = new PeerTable(presence);
        Presence = new PresenceMachine(Local, presence, Table, options.Receives, random);
        Transfer = new TransferMachine(
            Local,
            new TransferSettings
            {
                MaximumMessage = Math.Min(WireLimits.MaximumPlainMessage, LargestMessage(drivers) - Seal.Overhead),
                MaximumBytes = options.MaxBytes,
                MaximumPixels = options.MaxPixels,
                KeptPictures = options.KeptPictures,
                Rate = new RateSettings { Card = SlowestCard(drivers) },
                UsesDigests = !Seal.IsSealed,
                TellsPrefixes = options.ShowsGrowth,
            },
            Table, options.Receives, random, policy);
        All = [Presence, Transfer];
        KeepsPictures = options.KeptPictures > 0;
        WaitForReceipts = options.WaitForReceipts;
        NicknameIfTaken = options.NicknameIfTaken;
    }

    public LocalSession Local { get; }

    public IRoomSeal Seal { get; }

    public PeerTable Table { get; }

    public PresenceMachine Presence { get; }

    public TransferMachine Transfer { get; }

    /// <summary>In the order in which they are asked for datagrams: a hello goes before the first picture.</summary>
    public IReadOnlyList<IProtocolMachine> All { get; }

    /// <summary>Whether sendings live on after their end.</summary>
    public bool KeepsPictures { get; }

    public TimeSpan WaitForReceipts { get; }

    public string? NicknameIfTaken { get; }

    /// <summary>
    /// Of the networks that reach other machines the one that carries most: Windows' own remote slots take 424 bytes, and beside a lan nobody needs them.
    /// </summary>
    private static int LargestMessage(IReadOnlyList<IMailslotDriver> drivers) =>
        drivers.MaxBy(d => (d.Capabilities.ReachesOtherMachines, d.Capabilities.MaximumMessageSize))!.Capabilities.MaximumMessageSize;

    /// <summary>Bits a second of the slowest card whose speed is known; 0 = none is.</summary>
    private static long SlowestCard(IReadOnlyList<IMailslotDriver> drivers) =>
        drivers.Select(d => d.Capabilities.BitsPerSecond).Where(speed => speed > 0).DefaultIfEmpty().Min();
}
