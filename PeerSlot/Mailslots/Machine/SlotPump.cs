namespace PeerSlot.Mailslots.Machine;

/// <summary>
/// The thread that moves messages from a bare slot into our own queue: so next and count are exact where the machine's are not (rules
/// 17 and 18), and no writer blocks because a slot is paused (rule 22).
/// </summary>
internal sealed class SlotPump : IDisposable
{
    /// <summary>Bytes. The thread only reads and copies.</summary>
    private const int StackSize = 128 * 1024;

    /// <summary>For the thread to see that the slot was interrupted; a machine that is stuck must not hold the program.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);

    private readonly IMachineSlot _slot;
    private readonly SlotQueue _queue;
    private readonly bool _framed;
    private readonly OriginCache _origins = new();
    private readonly Thread _thread;
    private volatile bool _closing;

    public SlotPump(string name, IMachineSlot slot, SlotQueue queue)
    {
        (_slot, _queue, _framed) = (slot, queue, SlotNumbers.IsFramed(name));
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = $"mailslot {name}" };
        _thread.Start();
    }

    /// <summary>Returns when the name is free again, as far as that is ours to say. The queue stays.</summary>
    public void Dispose()
    {
        if (_closing)
            return;
        _closing = true;
        _slot.Interrupt();
        _thread.Join(EndLimit);
        _slot.Dispose();
    }

    private void Run()
    {
        // One byte more than the largest: a message that fills it was larger still.
        var buffer = new byte[MailslotLimits.LargestMessage + 1];
        while (!_closing)
        {
            switch (_slot.Read(buffer, out var size))
            {
                case MachineRead.Message when size <= MailslotLimits.LargestMessage && !_closing:
                    Deliver(buffer.AsSpan(0, size));
                    break;
                case MachineRead.Ended:
                    _queue.Close();
                    return;
            }
        }
    }

    private void Deliver(ReadOnlySpan<byte> message)
    {
        if (!_framed)
            _queue.TryAdd(message, origin: null);
        else if (MachineFrame.TryRead(message, out var computer, out var number, out var content))
            _queue.TryAdd(content, _origins.Of(computer, number));
    }
}
