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
    /// <param name="networkMessage">Bytes of the largest message that the networks carry.</param>
    public RoomMachines(RoomOptions options, int networkMessage)
    {
        var random = new Random(options.Seed);
        Local = new LocalSession(
            options.Identity, options.Signatures, new SessionId(options.Session), RoomId.FromName(options.RoomName), options.Nickname,
            options.Challenge);
        Seal = new OpenRoom(Local.Ignored);
        var presence = new PresenceSettings();
        Table = new PeerTable(presence);
        Presence = new PresenceMachine(Local, presence, Table, options.Receives, random);
        Transfer = new TransferMachine(
            Local,
            new TransferSettings
            {
                MaximumMessage = Math.Min(WireLimits.MaximumPlainMessage, networkMessage - Seal.Overhead),
                MaximumBytes = options.MaxBytes,
                MaximumPixels = options.MaxPixels,
                KeptPictures = options.KeptPictures,
            },
            Table, options.Receives, random);
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
}
