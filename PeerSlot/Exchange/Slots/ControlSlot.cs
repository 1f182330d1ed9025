using PeerSlot.Mailslots;
using PeerSlot.Protocol.Control;

namespace PeerSlot.Exchange.Slots;

/// <summary>
/// The slot <c>\\.\mailslot\peerslot\control-PID</c> of this process, where <c>peerslot slot info</c> asks which slots it reads. It lies on the
/// machine's own network, whatever network the process uses.
/// </summary>
internal sealed class ControlSlot : IDisposable
{
    private const int StackSize = 256 * 1024;

    private readonly IMailslotDriver _driver;
    private readonly IMailslotServer _server;
    private readonly Func<IReadOnlyList<SlotState>> _slots;
    private readonly Func<IgnoredDatagrams>? _ignored;
    private readonly string _name;
    private readonly Thread _thread;
    private long _received;

    private ControlSlot(IMailslotDriver driver, string name, Func<IReadOnlyList<SlotState>> slots, Func<IgnoredDatagrams>? ignored)
    {
        (_driver, _name, _slots, _ignored) = (driver, name, slots, ignored);
        _server = driver.CreateServer(MailslotPath.Local(SlotQuestion.SlotOf(Environment.ProcessId)), maximumMessageSize: 0, Timeout.InfiniteTimeSpan);
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = "control slot" };
        _thread.Start();
    }

    /// <summary>Null where it cannot be opened: then <c>slot info</c> does not see this process, and nothing else is amiss.</summary>
    /// <param name="name">Whose slots they are, for people.</param>
    /// <param name="slots">The slots as they are when somebody asks.</param>
    /// <param name="ignored">What was ignored until then, where that is counted.</param>
    public static ControlSlot? TryOpen(string name, Func<IReadOnlyList<SlotState>> slots, Func<IgnoredDatagrams>? ignored = null)
    {
        IMailslotDriver? driver = null;
        try
        {
            driver = Networks.OpenMachine();
            return new ControlSlot(driver, name, slots, ignored);
        }
        catch (MailslotException)
        {
            driver?.Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        _thread.Join();
        _driver.Dispose();
    }

    private void Run()
    {
        var buffer = new byte[MailslotLimits.LargestMessage];
        while (_server.Read(buffer, out var message) is var result and not MailslotReadResult.Closed)
        {
            if (result != MailslotReadResult.Message)
                continue;
            _received++;
            if (SlotQuestion.TryRead(buffer.AsSpan(0, message.Size), out var replySlot))
                Answer(replySlot);
        }
    }

    private void Answer(string replySlot)
    {
        try
        {
            SlotState[] states = [.. _slots(), SlotState.Of(_driver.Network, _server, _received)];
            var report = new SlotReport(Environment.ProcessId, _name, [.. states.Select(RowOf)]);
            using var client = _driver.OpenClient(MailslotPath.Local(replySlot));
            if (_ignored?.Invoke() is { Any: true } ignored)
                client.Write(new IgnoredReport(Environment.ProcessId, ignored.Counts).Write());
            client.Write(report.Write(_driver.Capabilities.MaximumMessageSize));
        }
        catch (MailslotException)
        {
            // Who asked is gone, or a slot was closed just now.
        }
    }

    private static SlotReport.Row RowOf(SlotState state) => new(
        state.Network, state.Path, state.MaximumMessageSize, state.NextMessageSize, state.MessageCount,
        state.ReadTimeout == Timeout.InfiniteTimeSpan ? -1 : (long)state.ReadTimeout.TotalMilliseconds, state.Received);
}
