using PeerSlot.Mailslots;
using PeerSlot.Protocol.Lab;

namespace PeerSlot.Exchange.Lab;

/// <summary>What became of a payload that was sent. A lab server never answers, so there is no more to know.</summary>
public enum LabOutcome
{
    /// <summary>All packets left, towards at least one network; no receipts exist.</summary>
    Sent,

    /// <summary>No lab server opened our slot in time.</summary>
    NobodyReads,

    /// <summary>A reader stopped reading in the middle.</summary>
    Stuck,
}

/// <summary>The lab's Client: notifies, and sends payloads through the slot named after its UUID. One thread calls it.</summary>
internal sealed class LabClient : IDisposable
{
    /// <summary>Bits a second. A reader that is no faster than a lab machine of 2013 keeps up, and 5 MB take 4 s.</summary>
    private const long BitsPerSecond = 20_000_000;

    /// <summary>While a slot is not open, or its reader is behind.</summary>
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(20);

    /// <summary>A reader that took nothing for so long is not coming back.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(60);

    private readonly List<LabWay> _ways;
    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly LabSettings _settings = new();
    private readonly LabSender _sender;
    private readonly TokenBucket _bucket = new(BitsPerSecond);
    private readonly byte[] _packet = new byte[512];
    private readonly LabNumbers? _numbers;

    /// <param name="drivers">Not disposed here.</param>
    /// <param name="scope"><c>.</c>, <c>*</c>, or a machine's or domain's name.</param>
    /// <param name="asPeer">Part of a room.</param>
    /// <param name="numbers">Of the packets under this UUID; null where it is new and begins at 0.</param>
    public LabClient(
        IReadOnlyList<IMailslotDriver> drivers, Guid id, string scope, TimeProvider clock, bool asPeer = false, LabNumbers? numbers = null)
    {
        _numbers = numbers;
        _ways = [.. drivers.Select(driver => new LabWay(driver, id, scope))];
        (_clock, _started, _sender) = (clock, clock.GetTimestamp(), new LabSender(id, _settings, asPeer));
    }

    /// <summary>Whether there may be readers whom nobody here sees.</summary>
    public bool ReachesFurther => _ways.Exists(way => way.ReachesFurther);

    private TimeSpan Now => _clock.GetElapsedTime(_started);

    /// <summary>Notifies once, if that is due: slots are then open before there is something to send.</summary>
    public void Announce()
    {
        _sender.Announce(Now);
        NotifyIfDue();
    }

    /// <summary>Sends one payload. Returns when all of it left.</summary>
    /// <param name="wait">For a lab server to open our slot.</param>
    /// <exception cref="MailslotException">No slot can be written to.</exception>
    public LabOutcome Send(byte[] payload, TimeSpan wait, CancellationToken cancelled)
    {
        var begun = Now;
        _sender.Send(begun, payload);
        while (!MayBegin(begun))
        {
            if (Now - begun > wait)
            {
                _sender.Withdraw();
                return LabOutcome.NobodyReads;
            }

            NotifyIfDue();
            Pause(cancelled);
        }

        using var turn = TakeTurn(cancelled);
        if (turn is not null)
        {
            _sender.ContinueFrom(turn.Next);
            turn.Keep(_sender.NextNumber + (int)(_sender.Total - _sender.Sent) / 2);
        }

        return SendPackets(cancelled);
    }

    public void Dispose() => _ways.ForEach(way => way.Dispose());

    private LabOutcome SendPackets(CancellationToken cancelled)
    {
        var open = _ways.FindAll(way => way.ReachesFurther || way.IsRead());
        while (!_sender.IsDone)
        {
            NotifyIfDue();
            if (!_bucket.HasRoom(Now) || !_sender.TryTakePacket(Now, _packet, out var size))
                cancelled.WaitHandle.WaitOne(1);
            else if (!TryWrite(open, _packet.AsSpan(0, size), cancelled))
                return CutOff();
            cancelled.ThrowIfCancellationRequested();
        }

        return LabOutcome.Sent;
    }

    private LabOutcome CutOff()
    {
        _sender.CutOff();
        return LabOutcome.Stuck;
    }

    /// <summary>Waits while another process sends under this UUID. Null: nobody keeps its numbers.</summary>
    private LabNumbers.Turn? TakeTurn(CancellationToken cancelled)
    {
        LabNumbers.Turn? turn = null;
        while (_numbers?.TryTake(out turn) == false)
            Pause(cancelled);
        return turn;
    }

    /// <summary>When everybody who can be seen is there; where others may be whom nobody sees, after the time that they get.</summary>
    private bool MayBegin(TimeSpan begun)
    {
        if (_ways.TrueForAll(way => way.IsRead()))
        {
            _sender.SlotIsOpen(Now);
            return true;
        }

        return Now - begun >= _settings.NotifyBefore && _ways.Exists(way => way.ReachesFurther || way.IsRead());
    }

    private void NotifyIfDue()
    {
        if (!_sender.TryTakeNotification(Now, _packet, out var size))
            return;
        foreach (var way in _ways)
            way.Notify(_packet.AsSpan(0, size));
    }

    /// <summary>To every way, in order: where one reader is behind, all wait, so that nobody gets a packet in another place.</summary>
    private bool TryWrite(List<LabWay> open, ReadOnlySpan<byte> packet, CancellationToken cancelled)
    {
        foreach (var way in open)
        {
            var since = Now;
            while (!way.TryWrite(packet))
            {
                if (Now - since > StuckAfter)
                    return false;
                Pause(cancelled);
            }
        }

        _bucket.Take(packet.Length);
        return true;
    }

    private static void Pause(CancellationToken cancelled)
    {
        cancelled.WaitHandle.WaitOne(TryAgainAfter);
        cancelled.ThrowIfCancellationRequested();
    }
}
