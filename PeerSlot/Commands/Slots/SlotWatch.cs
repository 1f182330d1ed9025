using System.Globalization;
using PeerSlot.Exchange;
using PeerSlot.Exchange.Slots;

namespace PeerSlot.Commands.Slots;

/// <summary>Says how a paused slot fills, and that reads ended without a message.</summary>
internal sealed class SlotWatch(CommandContext context, HandSlot slot)
{
    private readonly Dictionary<string, int> _counts = [];
    private long _sayTimeoutsAt;

    /// <summary><c>local: maximum 0, next 5, count 3, timeout forever</c></summary>
    public static Text Describe(SlotState state)
    {
        var next = state.NextMessageSize < 0 ? "--" : state.NextMessageSize.ToString(CultureInfo.InvariantCulture);
        return $"{state.Network}: maximum {state.MaximumMessageSize}, next {next}, count {state.MessageCount}, timeout {SlotCommand.TimeoutText(state.ReadTimeout)}";
    }

    public void Look()
    {
        if (slot.IsPaused)
        {
            foreach (var state in slot.States)
                LookAt(state);
        }

        // 1, 2, 4, 8, ...: a slot whose reads do not wait would say it 20 times a second.
        if (slot.TimedOut is var times && times > 0 && times >= _sayTimeoutsAt)
        {
            _sayTimeoutsAt = 2 * times;
            context.Say($"Timed out {times} x: no message came (121).");
        }
    }

    private void LookAt(SlotState state)
    {
        if (_counts.GetValueOrDefault(state.Network) == state.MessageCount)
            return;
        _counts[state.Network] = state.MessageCount;
        context.Say(Describe(state));
    }
}
