namespace PeerSlot.Protocol.Lab;

/// <summary>
/// Sends payloads as a lab client does, so that a lab server of 2013 receives each of them: strictly one after the other, exactly 300
/// bytes a packet, each packet twice, no payload whose size is a multiple of 292 (docs/lab-protocol.md, "What a sender does").
/// </summary>
/// <remarks>
/// Notifications go to the notify slot, packets to the client's own slot. The caller paces: it takes packets when it may write, and none
/// while it cannot open the slot. A lab server takes packets whose numbers are not above those that it has had for copies: who sends under a
/// UUID that has sent before goes on where that ended (<see cref="ContinueFrom"/>).
/// </remarks>
public sealed class LabSender
{
    private readonly LabSettings _settings;
    private readonly Queue<byte[]> _payloads = new();
    private readonly bool _asPeer;
    private int _number;
    private int _packet;
    private bool _isSecondCopy;
    private TimeSpan? _nextNotification;
    private TimeSpan _notifyAgainAfter;
    private TimeSpan? _packetsFrom;

    /// <param name="client">The UUID.</param>
    /// <param name="settings">Times and limits.</param>
    /// <param name="asPeer">Notifies as a PeerSlot in a room (<see cref="LabName.Write"/>).</param>
    public LabSender(Guid client, LabSettings settings, bool asPeer = false)
    {
        _asPeer = asPeer;
        Client = client;
        _settings = settings;
        _notifyAgainAfter = settings.NotifyAgainAfter;
    }

    public Guid Client { get; }

    /// <summary>Packets taken so far, each copy counted.</summary>
    public long Sent { get; private set; }

    /// <summary>Packets of all payloads so far, each copy counted.</summary>
    public long Total { get; private set; }

    /// <summary>The number of the next packet.</summary>
    public int NextNumber => _number;

    public bool IsDone => _payloads.Count == 0;

    /// <summary>When there is a notification or a packet to take; in the past = now; null = nothing to do.</summary>
    public TimeSpan? NextWakeUp
    {
        get
        {
            if (_nextNotification is not { } notification)
                return null;
            if (_packetsFrom is not { } packets)
                return notification;
            if (!IsDone)
                return notification < packets ? notification : packets;
            return notification < packets ? notification : null;
        }
    }

    /// <summary>Begins to notify before there is anything to send, so that slots are open by then.</summary>
    public void Announce(TimeSpan now) => _nextNotification ??= now;

    /// <summary>Appends a payload. Its bytes must not change any more.</summary>
    /// <exception cref="ArgumentException">It is larger than <see cref="LabSettings.MaximumPayload"/>.</exception>
    /// <exception cref="InvalidOperationException">The numbers of this UUID are used up, after some hundred GiB.</exception>
    public void Send(TimeSpan now, byte[] payload)
    {
        if (SizeOnWire(payload) > _settings.MaximumPayload)
        {
            throw new ArgumentException(
                $"{payload.Length} bytes are too many for a lab payload; {_settings.MaximumPayload - 1} are allowed.", nameof(payload));
        }

        if ((Total / 2) + PacketsOf(payload) > int.MaxValue)
            throw new InvalidOperationException("This lab client has sent so much that its packet numbers are used up. Start again with a new UUID.");
        Announce(now);
        _payloads.Enqueue(payload);
        Total += 2L * PacketsOf(payload);
    }

    /// <summary>Sets the number of the next packet. Not in the middle of a payload.</summary>
    /// <exception cref="InvalidOperationException">A payload has begun.</exception>
    public void ContinueFrom(int number)
    {
        if (_packet > 0 || _isSecondCopy)
            throw new InvalidOperationException("The numbers of a payload follow each other.");
        _number = number;
    }

    /// <summary>Everybody who is to read has opened the slot: packets need not wait for that any more.</summary>
    public void SlotIsOpen(TimeSpan now)
    {
        if (_packetsFrom is null || _packetsFrom > now)
            _packetsFrom = now;
    }

    /// <summary>Gives up everything, a payload that has begun too: its reader has stopped in the middle and gets no other.</summary>
    public void CutOff()
    {
        _payloads.Clear();
        (_packet, _isSecondCopy) = (0, false);
        Total = Sent;
    }

    /// <summary>Gives up the payloads of which nothing was taken yet. False where one has begun: it is not cut off.</summary>
    public bool Withdraw()
    {
        if (_packet > 0 || _isSecondCopy)
            return false;
        foreach (var payload in _payloads)
            Total -= 2L * PacketsOf(payload);
        _payloads.Clear();
        return true;
    }

    /// <summary>
    /// Takes the notification when one is due: before the first packet, then while there is something to wait for or to send.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="notification">38 bytes or more.</param>
    /// <param name="size">38.</param>
    public bool TryTakeNotification(TimeSpan now, Span<byte> notification, out int size)
    {
        size = 0;
        if (_nextNotification is not { } due || now < due || (IsDone && now >= _packetsFrom))
            return false;
        LabName.Write(Client, _asPeer, notification);
        size = LabName.Size;
        _packetsFrom ??= now + _settings.NotifyBefore;
        _nextNotification = now + _notifyAgainAfter;
        _notifyAgainAfter = Min(_notifyAgainAfter * 2, _settings.NotifyAtLeastEvery);
        return true;
    }

    /// <summary>Takes the next packet in order, once <see cref="LabSettings.NotifyBefore"/> is over.</summary>
    /// <param name="now">The time.</param>
    /// <param name="packet">300 bytes or more.</param>
    /// <param name="size">300.</param>
    public bool TryTakePacket(TimeSpan now, Span<byte> packet, out int size)
    {
        size = 0;
        if (IsDone || !(now >= _packetsFrom))
            return false;
        WritePacket(packet, _payloads.Peek());
        size = LabPacket.Size;
        Sent++;
        if (_isSecondCopy)
            GoOn();
        _isSecondCopy = !_isSecondCopy;
        return true;
    }

    private void WritePacket(Span<byte> packet, byte[] payload)
    {
        if (_packet == 0)
        {
            LabPacket.WriteHead(packet, _number, SizeOnWire(payload), IsPadded(payload));
            return;
        }

        var isTail = _packet == PacketsOf(payload) - 1;
        var start = (_packet - 1) * LabPacket.BlockSize;
        var block = payload.AsSpan(start, Math.Min(LabPacket.BlockSize, payload.Length - start));
        LabPacket.WriteBlock(packet, isTail ? LabPacketType.Tail : LabPacketType.Body, _number, block);
    }

    private void GoOn()
    {
        _number++;
        if (++_packet < PacketsOf(_payloads.Peek()))
            return;
        _payloads.Dequeue();
        _packet = 0;
    }

    /// <summary>
    /// A lab server expects the tail one number before the one that lab clients give it where the size is a multiple of 292, and never
    /// delivers. So one 00 byte is added there, which readers of pictures do not look at, and the head's filler tells PeerSlots of it.
    /// </summary>
    private static bool IsPadded(byte[] payload) => payload.Length % LabPacket.BlockSize == 0;

    private static int SizeOnWire(byte[] payload) => payload.Length + (IsPadded(payload) ? 1 : 0);

    private static int PacketsOf(byte[] payload) => (SizeOnWire(payload) / LabPacket.BlockSize) + 2;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
