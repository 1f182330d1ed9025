using System.Threading.Channels;
using PeerSlot.Mailslots;

namespace PeerSlot.Exchange.Slots;

/// <summary>A message that came into a slot.</summary>
/// <param name="From">Who wrote it, as far as the network tells; else empty.</param>
public sealed record SlotMessage(string Network, string From, byte[] Content);

/// <summary>
/// A slot that is read by hand. While it is paused its messages pile up in it and can be taken one by one. All members may be called from
/// any thread.
/// </summary>
public sealed class HandSlot : IDisposable
{
    /// <summary>Messages that wait for the command; then the slot itself fills, which is bounded too.</summary>
    private const int MaximumWaiting = 64;

    private readonly IReadOnlyList<IMailslotDriver> _drivers;
    private readonly List<PausableReader> _readers = [];
    private readonly ControlSlot? _control;
    private readonly Channel<SlotMessage> _messages = Channel.CreateBounded<SlotMessage>(MaximumWaiting);

    internal HandSlot(IReadOnlyList<IMailslotDriver> drivers, MailslotPath path, int maximumMessageSize, TimeSpan timeout)
    {
        _drivers = drivers;
        try
        {
            foreach (var driver in drivers)
                _readers.Add(new PausableReader(driver.Network, driver.CreateServer(path, maximumMessageSize, timeout), timeout, _messages.Writer));
        }
        catch (MailslotException e)
        {
            Dispose();
            throw SlotException.Of(e);
        }

        foreach (var reader in _readers)
            reader.Start();
        _control = ControlSlot.TryOpen("slot create", () => States);
    }

    /// <summary>In the order in which they came.</summary>
    public ChannelReader<SlotMessage> Messages => _messages.Reader;

    public bool IsPaused { get; private set; }

    /// <summary>Reads that ended without a message since the start (error 121).</summary>
    public long TimedOut => _readers.Sum(r => r.TimedOut);

    /// <summary>One for each network.</summary>
    public IReadOnlyList<SlotState> States => _readers.ConvertAll(r => r.State);

    /// <summary>SetMailslotInfo: holds at once.</summary>
    public void SetTimeout(TimeSpan timeout) => _readers.ForEach(r => r.SetTimeout(timeout));

    public void Pause()
    {
        IsPaused = true;
        _readers.ForEach(r => r.Pause());
    }

    public void Resume()
    {
        IsPaused = false;
        _readers.ForEach(r => r.Resume());
    }

    /// <summary>Takes the oldest message out of a paused slot; it comes through <see cref="Messages"/>. False: there is none, or the slot is not paused.</summary>
    public bool ReadOne() => IsPaused && _readers.Exists(r => r.ReadOne());

    public void Dispose()
    {
        _control?.Dispose();
        _messages.Writer.TryComplete();
        foreach (var reader in _readers)
            reader.Dispose();
        foreach (var driver in _drivers)
            driver.Dispose();
    }
}
