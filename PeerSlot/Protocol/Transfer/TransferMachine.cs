using System.Security.Cryptography;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// Pictures out and in. <see cref="Send"/> begins a sending; an arrived picture waits for <see cref="Filed"/> or
/// <see cref="Refuse"/>, and only then does its sender get the receipt. What comes from others is in <c>.Messages</c>.
/// </summary>
public sealed partial class TransferMachine : IProtocolMachine, IPeerTableObserver
{
    private readonly LocalSession _local;
    private readonly TransferSettings _settings;
    private readonly PeerTable _table;
    private readonly Random _random;
    private readonly bool _receives;
    private readonly Queue<ProtocolEvent> _events = new();
    private readonly ArrivingPictures _arriving;
    private readonly List<SendingTransfer> _sendings = [];
    private readonly SendClock _clock = new();
    private int _turn;
    private int _kept;

    /// <param name="local">This process in the room.</param>
    /// <param name="settings">Timers and limits.</param>
    /// <param name="table">The presence machine's table; this machine observes it.</param>
    /// <param name="receives">False for a session that only sends: it ignores pictures.</param>
    /// <param name="random">Seeded by the caller.</param>
    /// <param name="policy">Whose pictures are taken; null = everybody's.</param>
    public TransferMachine(
        LocalSession local, TransferSettings settings, PeerTable table, bool receives, Random random, IAcceptPolicy? policy = null)
    {
        _local = local;
        _settings = settings;
        _table = table;
        _receives = receives;
        _random = random;
        Rate = new RateControl(settings.Rate, new Opening(settings.SymbolSize));
        _arriving = new ArrivingPictures(local, settings, table, random, _events, policy ?? AcceptEveryone.Instance);
        table.Observe(this);
    }

    /// <summary>How fast picture data may leave, by what their receivers report. Whoever paces asks it.</summary>
    public RateControl Rate { get; }

    /// <summary>Whether a sending lives, or a picture is arriving or waits to be filed.</summary>
    public bool HasWork => _sendings.Exists(s => !s.IsEnded) || !_arriving.IsEmpty;

    public TimeSpan? NextWakeUp
    {
        get
        {
            var next = _arriving.NextWakeUp;
            foreach (var sending in _sendings)
            {
                if (sending.NextWakeUp is { } wake && (next is null || wake < next))
                    next = wake;
            }

            if (Rate.NextWakeUp is { } opens && (next is null || opens < next) && _sendings.Exists(s => !s.IsEnded))
                next = opens;

            return next;
        }
    }

    /// <summary>Bytes that pictures which are not whole yet may come to occupy.</summary>
    internal long ReservedBytes => _arriving.ReservedBytes;

    /// <summary>Begins to send; what becomes of it comes as events under the returned number.</summary>
    /// <param name="now">The time.</param>
    /// <param name="content">The file's bytes, 1 or more; not changed and not to be changed until the sending ends.</param>
    /// <param name="fileName">The name to show; made harmless.</param>
    /// <param name="width">Pixels, 0 = unknown.</param>
    /// <param name="height">Pixels, 0 = unknown.</param>
    /// <param name="sha256">64 hex digits, or null = computed here.</param>
    /// <param name="to">Identities, or null = everybody. One that is not known yet is waited for.</param>
    /// <param name="wait">How long after the first pass answers are awaited; null = as the settings say.</param>
    /// <param name="preview">A tiny version of it, at most 3,000 bytes, that goes first; null = none.</param>
    /// <param name="stripped">EXIF, GPS or text was taken out of it, which receivers are told.</param>
    /// <param name="awaitsPreview">It is being made, and comes by <see cref="AddPreview"/>.</param>
    /// <exception cref="ArgumentException">The content is empty or too large for the wire, or the hash is not 64 hex digits.</exception>
    public uint Send(
        TimeSpan now, byte[] content, string fileName, int width, int height, string? sha256, IReadOnlyList<PeerId>? to, TimeSpan? wait = null,
        byte[]? preview = null, bool stripped = false, bool awaitsPreview = false)
    {
        var hash = sha256 is null ? SHA256.HashData(content) : HashFromHex(sha256);
        uint number;
        do
        {
            number = (uint)_random.NextInt64(1, 1L << 32);
        }
        while (IsSending(number));

        var picture = new PictureToSend(
            number, content, HarmlessText.FileName(fileName), Math.Max(0, width), Math.Max(0, height), hash, to, wait, preview, stripped,
            awaitsPreview && preview is null);
        _sendings.Add(new SendingTransfer(now, _local, _settings, _table, _clock, picture, _events));
        return number;
    }

    public bool IsSending(uint number) => _sendings.Exists(s => s.Number == number && !s.IsEnded);

    /// <summary>Adds a preview to a sending whose <see cref="Send"/> had none yet; nothing happens where its pass is over.</summary>
    public void AddPreview(uint number, byte[] preview) => Find(number)?.AddPreview(preview);

    /// <summary>Offers a picture that is kept to those again who have not answered; false where it is not kept any more.</summary>
    public bool TrySendAgain(TimeSpan now, uint number)
    {
        if (Find(number) is not { IsEnded: true } kept)
            return false;
        kept.SendAgain(now);
        return true;
    }

    /// <summary>The person wants a picture that <see cref="PictureAvailable"/> or <see cref="PictureAsked"/> named. What becomes of it comes as of any other.</summary>
    public void Pull(TimeSpan now, TransferId transfer)
    {
        if (_table.IsLive(transfer.Sender))
            _arriving.Available.Pull(now, transfer);
    }

    /// <summary>An arrived picture is on disk: its sender gets the receipt.</summary>
    public void Filed(TimeSpan now, TransferId transfer) => _arriving.Filed(now, transfer);

    /// <summary>A picture, arrived or arriving, is not taken: its sender gets the receipt. No event follows.</summary>
    public void Refuse(TimeSpan now, TransferId transfer, RefusalReason reason) =>
        _arriving.Refuse(now, transfer, reason == RefusalReason.None ? RefusalReason.NotWanted : reason);

    /// <summary>
    /// Gives the receipts of what was finished lately once more, for a session that is about to leave: a lost one cannot be asked for then.
    /// </summary>
    public void RepeatReceipts(TimeSpan now) => _arriving.Finished.Repeat(now);

    /// <summary>Ends every sending now (who has not answered is silent) and loses what is arriving.</summary>
    public void Stop()
    {
        foreach (var sending in _sendings)
            sending.End();
        _sendings.Clear();
        _arriving.Stop("this program ended");
    }

    public void Receive(TimeSpan now, PeerAddress source, ReadOnlySpan<byte> message, TimeSpan? arrived = null)
    {
        if (!MessageHeader.TryRead(message, out var header))
        {
            _local.Ignored.Malformed++;
            return;
        }

        var isWellFormed = header.Kind switch
        {
            MessageKind.Report => TryTakeReport(now, source, header, message),
            MessageKind.Receipt => TryTakeReceipt(now, source, header, message),
            MessageKind.ManifestRequest => TryTakeRequest(now, source, header, message),
            MessageKind.Manifest when _receives => TryTakeManifest(now, source, header, message),
            MessageKind.Symbol or MessageKind.TimedSymbol when _receives => TryTakeSymbol(now, source, header, message, arrived ?? now),
            MessageKind.EndOfPass when _receives => TryTakeEndOfPass(now, source, header, message),
            MessageKind.Preview when _receives => TryTakePreview(now, source, header, message),
            MessageKind.Digests when _receives => TryTakeDigests(now, source, header, message),
            _ => true,
        };
        if (!isWellFormed)
            _local.Ignored.Malformed++;
    }

    public void Wake(TimeSpan now)
    {
        _arriving.Wake(now);
        Rate.Wake(now);
        foreach (var sending in _sendings)
            sending.Wake(now);
        ForgetEnded();
    }

    public bool HasPacedData(TimeSpan now) => _sendings.Exists(s => s.HasPacedData(now) && MayPace(now, s));

    public bool TryTakeDatagram(TimeSpan now, bool pacedToo, Span<byte> buffer, out OutgoingDatagram datagram)
    {
        if (_arriving.TryTakeDatagram(now, buffer, out datagram))
            return true;
        foreach (var sending in _sendings)
        {
            if (sending.TryTakeDatagram(now, pacedToo: false, buffer, out datagram))
                return true;
        }

        _clock.IsAskedByAll = Rate.IsOpening;
        // Each sending in turn, so that a large picture does not hold up a small one.
        for (var tried = 0; pacedToo && tried < _sendings.Count; tried++)
        {
            var sending = _sendings[++_turn % _sendings.Count];
            if (!MayPace(now, sending) || !sending.TryTakeDatagram(now, pacedToo: true, buffer, out datagram))
                continue;
            if (datagram.Paced)
                Rate.Sent(now, sending.Number, _local.Counter, datagram.Size, isToEverybody: datagram.To is null);
            return true;
        }

        ForgetEnded();
        return false;
    }

    public bool TryTakeEvent(out ProtocolEvent? happened) => _events.TryDequeue(out happened);

    void IPeerTableObserver.SessionAppeared(TimeSpan now, PeerId peer, PeerSession session)
    {
        foreach (var sending in _sendings)
            sending.Appeared(now, peer, session.Id);
    }

    void IPeerTableObserver.SessionBecameLive(TimeSpan now, SessionId session) => _arriving.BecameLive(now, session);

    void IPeerTableObserver.SessionKeeps(TimeSpan now, SessionId session, IReadOnlyList<uint> transfers)
    {
        foreach (var number in _receives ? transfers : [])
            _arriving.Kept(now, new TransferId(session, number));
    }

    void IPeerTableObserver.SessionLeft(TimeSpan now, SessionId session, bool saidGoodbye)
    {
        _arriving.SenderLeft(now, session);
        // Who expired is given up by the sendings' own, shorter silence: its announcements may be lost and its answers not.
        if (!saidGoodbye)
            return;
        foreach (var sending in _sendings)
            sending.Left(now, session);
    }

    /// <summary>On a slow line picture data would stand in the queue before what is more urgent: the proofs that we speak now, and a preview that is being made.</summary>
    private bool MayPace(TimeSpan now, SendingTransfer sending) =>
        sending.IsTiny
        || (Rate.MaySend(now) && !(Rate.IsOpening && sending.AwaitsRecipients(now)) && !(Rate.MayBeSlow && sending.AwaitsPreview(now)));

    private SendingTransfer? Find(uint number) => _sendings.Find(s => s.Number == number);

    /// <summary>Of what ended, the newest stay for late comers.</summary>
    private void ForgetEnded()
    {
        var ended = 0;
        foreach (var sending in _sendings)
            ended += sending.IsEnded ? 1 : 0;
        if (ended == _kept)
            return;
        var (kept, bytes) = (0, 0L);
        for (var at = _sendings.Count - 1; at >= 0; at--)
        {
            var sending = _sendings[at];
            if (!sending.IsEnded)
                continue;
            bytes += kept == 0 ? 0 : sending.Length;
            if (kept < _settings.KeptPictures && bytes <= _settings.KeptMemory)
                kept++;
            else
                _sendings.RemoveAt(at);
        }

        _kept = kept;
        _local.Kept = [.. _sendings.Where(s => s.IsEnded).Select(s => s.Number)];
    }

    private static byte[] HashFromHex(string sha256) =>
        sha256.Length == 2 * ManifestMessage.HashSize && sha256.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(sha256)
            : throw new ArgumentException("A SHA-256 is 64 hex digits.", nameof(sha256));
}
