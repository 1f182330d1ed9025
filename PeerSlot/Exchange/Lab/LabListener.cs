using System.Threading.Channels;
using PeerSlot.Exchange.Slots;
using PeerSlot.Mailslots;

namespace PeerSlot.Exchange.Lab;

/// <summary>Receives as the lab's Server did, outside of any room.</summary>
public sealed class LabListener : IDisposable
{
    /// <summary>A command that is behind loses the oldest, as a lab server shows only the newest payload.</summary>
    private const int MaximumUnread = 256;

    private readonly Channel<LabNews> _news =
        Channel.CreateBounded<LabNews>(new BoundedChannelOptions(MaximumUnread) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly IReadOnlyList<IMailslotDriver> _drivers;
    private readonly LabServer _server;
    private readonly ControlSlot? _control;

    private LabListener(IReadOnlyList<IMailslotDriver> drivers, TimeProvider clock)
    {
        _drivers = drivers;
        _server = new LabServer(drivers, static _ => false, inRoom: false, clock, news => _news.Writer.TryWrite(news), out var trouble);
        Trouble = trouble;
        _control = ControlSlot.TryOpen("lab receive", () => _server.Slots);
    }

    public ChannelReader<LabNews> News => _news.Reader;

    /// <summary>Networks on which no client is heard.</summary>
    public IReadOnlyList<Text> Trouble { get; }

    /// <exception cref="RoomException">No network can be opened, or every notify slot is taken.</exception>
    public static LabListener Open(NetworkChoice networks, TimeProvider clock)
    {
        var listener = new LabListener(Networks.Open(networks, out _), clock);
        if (listener._server.Hears)
            return listener;
        Text message = listener.Trouble[0];
        listener.Dispose();
        throw new RoomException(message);
    }

    public void Dispose()
    {
        _control?.Dispose();
        _server.Dispose();
        foreach (var driver in _drivers)
            driver.Dispose();
        _news.Writer.TryComplete();
    }
}
