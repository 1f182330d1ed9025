namespace PeerSlot.Mailslots.Memory;

/// <summary>
/// A network of simulated machines within this process, with seeded loss, delay, duplication and reordering. One object is one
/// network; each <see cref="MemoryDriver"/> on it is a process of a machine.
/// </summary>
public sealed class MemoryNetwork : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<MemoryDriver> _drivers = [];
    private readonly PriorityQueue<Delayed, (long Due, long Number)> _underway = new();
    private readonly MemoryNetworkSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Random _random;
    private int _processes;
    private long _delayed;

    /// <param name="clock">Wakes what is delayed; not asked on a network without delay.</param>
    public MemoryNetwork(MemoryNetworkSettings settings, TimeProvider clock)
    {
        _settings = settings;
        _clock = clock;
        _random = new Random(settings.Seed);
        _timer = clock.CreateTimer(_ => DeliverWhatIsDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal int MaximumMessageSize => _settings.MaximumMessageSize;

    private readonly record struct Delayed(MemoryDriver To, string SlotName, byte[] Message, MailslotAddress Origin);

    public void Dispose() => _timer.Dispose();

    internal MemoryAddress Join(MemoryDriver driver, string host)
    {
        lock (_gate)
        {
            _drivers.Add(driver);
            return new MemoryAddress(host, ++_processes);
        }
    }

    internal void Leave(MemoryDriver driver)
    {
        lock (_gate)
            _drivers.Remove(driver);
    }

    internal bool Exists(Func<MemoryDriver, bool> sought)
    {
        lock (_gate)
            return _drivers.Exists(d => sought(d));
    }

    internal void Carry(MemoryDriver from, Func<MemoryDriver, bool> isMeant, string slotName, ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            foreach (var to in _drivers)
            {
                if (isMeant(to))
                    CarryTo(to, from, slotName, message);
            }

            SetTimer();
        }
    }

    private void CarryTo(MemoryDriver to, MemoryDriver from, string slotName, ReadOnlySpan<byte> message)
    {
        if (to.IsOn(from.Address.Host))
        {
            to.Deliver(slotName, message, from.Address);
            return;
        }

        if (_random.NextDouble() < _settings.Loss)
            return;
        var copies = _random.NextDouble() < _settings.Duplication ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            var delay = _settings.Delay + (_random.NextDouble() < _settings.Reordering ? _settings.ReorderingDelay : TimeSpan.Zero);
            if (delay <= TimeSpan.Zero)
                to.Deliver(slotName, message, from.Address);
            else
                _underway.Enqueue(new Delayed(to, slotName, message.ToArray(), from.Address), (Due(delay), _delayed++));
        }
    }

    private long Due(TimeSpan delay) => _clock.GetTimestamp() + (long)(delay.TotalSeconds * _clock.TimestampFrequency);

    private void DeliverWhatIsDue()
    {
        lock (_gate)
        {
            while (_underway.TryPeek(out var message, out var when) && when.Due <= _clock.GetTimestamp())
            {
                _underway.Dequeue();
                message.To.Deliver(message.SlotName, message.Message, message.Origin);
            }

            SetTimer();
        }
    }

    private void SetTimer()
    {
        if (!_underway.TryPeek(out _, out var when))
            return;

        // Timers count whole milliseconds: rounded up, so that a timer never fires before its message is due.
        var left = Math.Ceiling(_clock.GetElapsedTime(_clock.GetTimestamp(), when.Due).TotalMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(0, left)), Timeout.InfiniteTimeSpan);
    }
}
