using System.Globalization;
using System.Text;
using PeerSlot.Exchange;
using PeerSlot.Exchange.Slots;

namespace PeerSlot.Screens;

/// <summary>
/// The slots that a person made by hand. They are paused from the start, so that what comes stays in them until it is read by hand. All
/// members may be called from any thread.
/// </summary>
internal sealed class HandSlotDesk(NetworkChoice networks)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HandSlot> _slots = [];

    public IReadOnlyList<SlotState> States
    {
        get
        {
            lock (_gate)
                return [.. _slots.Values.SelectMany(s => s.States)];
        }
    }

    /// <exception cref="SlotException">It cannot be created.</exception>
    public Message Create(string path)
    {
        var canonical = HandSlots.Canonical(path);
        lock (_gate)
        {
            if (_slots.ContainsKey(canonical))
                return new Message.Done($"{canonical} is yours already.");
            var slot = HandSlots.Create(Machine, canonical, maximumMessageSize: 0, Timeout.InfiniteTimeSpan, out _);
            slot.Pause();
            _slots.Add(canonical, slot);
        }

        return new Message.SlotMade(canonical, States);
    }

    public Message Read(string path)
    {
        var slot = Find(path);
        if (!slot.ReadOne() || !slot.Messages.TryRead(out var message))
            return new Message.Done($"{path}: no message waits (error 121 where a read times out).");
        return new Message.Done(message.From.Length > 0
            ? $"{path}: {message.Content.Length:byte|bytes} from {message.From}: {Show(message.Content)}"
            : (Text)$"{path}: {message.Content.Length:byte|bytes}: {Show(message.Content)}");
    }

    public Message SetTimeout(string path, TimeSpan timeout)
    {
        Find(path).SetTimeout(timeout);
        return new Message.SlotMade(path, States);
    }

    public Message Close(string path)
    {
        lock (_gate)
        {
            if (_slots.Remove(path, out var slot))
                slot.Dispose();
        }

        return new Message.SlotClosed(path, States);
    }

    /// <exception cref="SlotException">It left on no network.</exception>
    /// <exception cref="RoomException">No network can be opened.</exception>
    public Message Write(string path, string text)
    {
        var canonical = HandSlots.Canonical(path);
        var bytes = Encoding.UTF8.GetBytes(text);
        HandSlots.Write(HandSlots.IsLocal(canonical) ? Machine : networks, canonical, bytes, out _);
        return new Message.SlotWritten(canonical, bytes.Length);
    }

    /// <summary>At the end.</summary>
    public void CloseAll()
    {
        lock (_gate)
        {
            foreach (var slot in _slots.Values)
                slot.Dispose();
            _slots.Clear();
        }
    }

    /// <summary>Text as it is; other bytes in hexadecimal.</summary>
    internal static string Show(byte[] content)
    {
        const int Shown = 64;
        var head = content.AsSpan(0, Math.Min(content.Length, Shown));
        var text = Encoding.UTF8.GetString(head);
        var more = content.Length > Shown ? " …" : "";
        return text.Any(c => char.IsControl(c) || c == '\uFFFD') && content.Length <= Shown
            ? string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(head)}{more}")
            : text + more;
    }

    private NetworkChoice Machine => networks with { Names = [HandSlots.MachineNetwork] };

    private HandSlot Find(string path)
    {
        lock (_gate)
            return _slots.GetValueOrDefault(path) ?? throw new SlotException(SlotFault.NotThere, $"{path} is not yours.");
    }
}
