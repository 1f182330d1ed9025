using System.Diagnostics.CodeAnalysis;

namespace PeerSlot.Protocol.Lab;

/// <summary>
/// Puts together what a lab client writes to its slot: one receiver a slot. The messages come in, whole payloads come out as
/// <see cref="LabPayloadArrived"/>; lost copies, swapped packets, a tail at either number and a client that starts again do no harm.
/// </summary>
/// <remarks>
/// A payload is whole when all its blocks are here, in whatever order. After each call take the events until there are none. Limits:
/// nothing of the protocol is authentic, so whoever can write to the slot can disturb what others write to it.
/// </remarks>
public sealed class LabReceiver : IDisposable
{
    /// <summary>A client sends one payload after the other: two meet where a swap crosses their border, the rest is for noise.</summary>
    private const int MaximumAtATime = 4;

    /// <summary>Payloads remembered to know late copies by.</summary>
    private const int MaximumRemembered = 8;

    private readonly LabSettings _settings;
    private readonly LabMemory _memory;
    private readonly EarlyPackets _early;

    /// <summary>Oldest first. No two hold the same number.</summary>
    private readonly List<UnfinishedPayload> _unfinished = [];

    private readonly List<FinishedPayload> _finished = [];
    private readonly WaitingEvents _events;
    private LabReceiverCounters _counters;

    /// <param name="client">Whose slot it is.</param>
    /// <param name="settings">Times and limits.</param>
    /// <param name="memory">Shared by all receivers of the process.</param>
    public LabReceiver(Guid client, LabSettings settings, LabMemory memory)
    {
        Client = client;
        _settings = settings;
        _memory = memory;
        _early = new EarlyPackets(settings.SwappedWithin);
        _events = new WaitingEvents(settings.MaximumPayload);
    }

    public Guid Client { get; }

    public LabReceiverCounters Counters => _counters;

    /// <summary>When an unfinished payload is given up unless more of it comes; null = there is none.</summary>
    public TimeSpan? NextWakeUp
    {
        get
        {
            TimeSpan? next = null;
            foreach (var payload in _unfinished)
            {
                if (!(payload.Fed + _settings.GiveUpAfter >= next))
                    next = payload.Fed + _settings.GiveUpAfter;
            }

            return next;
        }
    }

    /// <summary>Takes one message of the slot. What is no packet changes nothing but a counter.</summary>
    public void Receive(TimeSpan now, ReadOnlySpan<byte> message)
    {
        _counters.Messages++;
        if (!LabPacket.TryRead(message, out var packet))
            _counters.Ignored++;
        else if (packet.Type == LabPacketType.Head)
            ReceiveHead(now, packet);
        else if (Find(packet.Number) is { } payload)
            ReceiveBlock(now, payload, packet);
        else if (IsCopy(now, packet.Number))
            _counters.Copies++;
        else
            KeepForItsHead(now, message);
    }

    public void Wake(TimeSpan now)
    {
        for (var i = _unfinished.Count - 1; i >= 0; i--)
        {
            if (now - _unfinished[i].Fed >= _settings.GiveUpAfter)
                GiveUp(i);
        }
    }

    public bool TryTakeEvent([NotNullWhen(true)] out ProtocolEvent? happened) => _events.TryTake(out happened);

    /// <summary>The slot is closed: gives back the memory of what is unfinished.</summary>
    public void Dispose()
    {
        foreach (var payload in _unfinished)
            payload.GiveBackMemory();
        _unfinished.Clear();
    }

    private void ReceiveHead(TimeSpan now, in LabPacket head)
    {
        if (!PayloadPlan.TryRead(head, _settings.MaximumPayload, out var plan))
        {
            _counters.Ignored++;
            return;
        }

        // The second copy, unless blocks came and then a pause: that is a client which starts again with a payload of the same size.
        if (Find(plan.Number) is { } known && known.Plan == plan && (known.Have == 0 || now - known.Fed <= _settings.SwappedWithin))
        {
            _counters.Copies++;
            return;
        }

        var earlier = FindFinished(now, plan);
        if (earlier is null)
            ForgetEarlierRun(plan);
        else
            _counters.Copies++;

        MakeRoom();
        _unfinished.Add(new UnfinishedPayload(plan, now, earlier, _memory));
        foreach (var message in _early.TakeAll(now))
        {
            if (LabPacket.TryRead(message, out var packet) && Find(packet.Number) is { } payload)
                ReceiveBlock(now, payload, packet);
        }
    }

    private void ReceiveBlock(TimeSpan now, UnfinishedPayload payload, in LabPacket packet)
    {
        var block = packet.Number - payload.Plan.Number - 1;
        if (block < 0 || !payload.Plan.Fits(packet.Type, block))
        {
            _counters.Ignored++;
            return;
        }

        switch (payload.Add(now, block, packet.Data))
        {
            case UnfinishedPayload.Put.Copy:
                _counters.Copies++;
                break;
            case UnfinishedPayload.Put.Replaced:
                _counters.Restarts++;
                break;
            case UnfinishedPayload.Put.NoMemory:
                GiveUp(_unfinished.IndexOf(payload));
                return;
        }

        if (payload.IsWhole)
            Finish(now, payload);
    }

    private void Finish(TimeSpan now, UnfinishedPayload payload)
    {
        _unfinished.Remove(payload);
        var content = payload.Join();
        if (payload.Earlier?.HasContent(content) == true)
            return;
        _finished.RemoveAll(p => p.Plan.Overlaps(payload.Plan));
        if (_finished.Count == MaximumRemembered)
            _finished.RemoveAt(0);
        _finished.Add(new FinishedPayload(payload.Plan, content, now));
        _counters.Payloads++;
        _events.Add(new LabPayloadArrived(Client, payload.Plan.Number, content));
    }

    /// <summary>A head's numbers are its own from now on: what is known under one of them is of an earlier run of the client.</summary>
    private void ForgetEarlierRun(PayloadPlan plan)
    {
        var forgotten = _finished.RemoveAll(p => p.Plan.Overlaps(plan));
        for (var i = _unfinished.Count - 1; i >= 0; i--)
        {
            if (!_unfinished[i].Plan.Overlaps(plan))
                continue;
            GiveUp(i);
            forgotten++;
        }

        if (forgotten > 0)
            _counters.Restarts++;
    }

    /// <summary>The one that has least, of these the oldest, goes: heads alone push out nothing that has begun to arrive.</summary>
    private void MakeRoom()
    {
        if (_unfinished.Count < MaximumAtATime)
            return;
        var least = 0;
        for (var i = 1; i < _unfinished.Count; i++)
        {
            if (_unfinished[i].Have < _unfinished[least].Have)
                least = i;
        }

        GiveUp(least);
    }

    private void GiveUp(int index)
    {
        var payload = _unfinished[index];
        _unfinished.RemoveAt(index);
        if (payload.Have > 0 && payload.Earlier is null)
        {
            _counters.Lost++;
            _events.Add(new LabPayloadLost(Client, payload.Plan.Number, payload.Have, payload.Plan.Blocks));
        }

        payload.GiveBackMemory();
    }

    /// <summary>Behind a payload of a multiple of 292 bytes comes a tail that nobody needs: it is kept too, and soon forgotten.</summary>
    private void KeepForItsHead(TimeSpan now, ReadOnlySpan<byte> message)
    {
        _counters.Early++;
        _early.Keep(now, message);
    }

    private UnfinishedPayload? Find(int number)
    {
        foreach (var payload in _unfinished)
        {
            if (payload.Plan.Holds(number))
                return payload;
        }

        return null;
    }

    private FinishedPayload? FindFinished(TimeSpan now, PayloadPlan plan)
    {
        foreach (var payload in _finished)
        {
            if (payload.Plan == plan && now - payload.At <= _settings.CopiesWithin)
                return payload;
        }

        return null;
    }

    private bool IsCopy(TimeSpan now, int number)
    {
        foreach (var payload in _finished)
        {
            if (payload.Plan.Holds(number) && now - payload.At <= _settings.CopiesWithin)
                return true;
        }

        return false;
    }
}
