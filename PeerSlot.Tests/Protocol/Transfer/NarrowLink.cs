using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>
/// A sender with a <see cref="RateControl"/> before a link of finite speed and queue, with receivers behind it that report every 50 ms (and after 10,
/// 20 and 40 ms): fluid enough to be fast, exact enough to overflow.
/// </summary>
internal sealed class NarrowLink
{
    private const int Bytes = 1_400;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly RateControl _rate;
    private readonly Random _random;
    private readonly Seat[] _seats;
    private TimeSpan _last;
    private double _tokens;
    private double _queued;
    private readonly Queue<(ulong Counter, TimeSpan Arrival, TimeSpan Delay)> _onTheWay = new();
    private double _lastRate;
    private ulong _counter;

    public NarrowLink(RateControl rate, int seats, int seed)
    {
        (_rate, _random) = (rate, new Random(seed));
        _seats = [.. Enumerable.Range(0, seats).Select(i => new Seat(new SessionId((ulong)i + 1)))];
    }

    /// <summary>A receiver's own troubles.</summary>
    internal sealed class Seat(SessionId session)
    {
        public SessionId Session => session;
        public double Loss { get; set; }
        public bool LosesInBursts { get; set; }
        public double BitsPerSecond { get; set; } = double.MaxValue;
        public bool IsBad { get; set; }
        public double Tokens { get; set; }
        public uint Received { get; set; }
        public ulong Highest { get; set; }
        public TimeSpan Least { get; set; } = TimeSpan.MaxValue;
        public TimeSpan NextReport { get; set; } = TimeSpan.FromMilliseconds(10);
        public int Reports { get; set; }
    }

    public IReadOnlyList<Seat> Seats => _seats;

    public TimeSpan Now { get; private set; }

    public double LinkBitsPerSecond { get; set; } = 100_000_000;

    public double QueueBytes { get; set; } = 256 * 1024;

    /// <summary>Added to each delay that a receiver measures.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>How long a busy machine takes to look at what has come, at most; half of it at least.</summary>
    public TimeSpan Lateness { get; set; }

    /// <summary>What another sender wants of the link.</summary>
    public double NeighbourBitsPerSecond { get; set; }

    /// <summary>A neighbour as TCP is: it keeps the queue as full as it can and takes what we leave.</summary>
    public bool NeighbourFillsTheQueue { get; set; }

    /// <summary>Of the neighbour, delivered.</summary>
    public double NeighbourBytes { get; private set; }

    public long SentBytes { get; private set; }

    public long DroppedBytes { get; private set; }

    public long DeliveredBytes => _seats.Max(s => (long)s.Received) * Bytes;

    public TimeSpan Queue => TimeSpan.FromSeconds(_queued * 8 / LinkBitsPerSecond);

    public void Run(TimeSpan time, Action? everyMillisecond = null)
    {
        for (var end = Now + time; Now < end; Now += Tick)
        {
            Send();
            Forward();
            Report();
            everyMillisecond?.Invoke();
        }
    }

    private void Send()
    {
        // The mean of the rate before and after a change within the tick does not matter here.
        _lastRate = _rate.BitsPerSecond;
        _tokens = Math.Min(Math.Max(48 * 1024, _lastRate / 8 * 0.004), _tokens + _lastRate / 8 * Tick.TotalSeconds);
        var neighbour = NeighbourFillsTheQueue ? Math.Max(0, QueueBytes - _queued) : NeighbourBitsPerSecond / 8 * Tick.TotalSeconds;
        while (_tokens > 0)
        {
            _tokens -= Bytes;
            SentBytes += Bytes;
            _rate.Sent(Now, 1, ++_counter, Bytes);
            // TCP and we come to the full queue in turn: of what is left of it, each gets what it brings.
            var place = NeighbourFillsTheQueue ? Math.Min(neighbour, Bytes) : 0;
            neighbour -= place;
            Enqueue(place, isOurs: false);
            if (Enqueue(Bytes, isOurs: true))
                Forward(Queue + Lateness * (0.5 + _random.NextDouble() / 2));
        }

        Enqueue(Math.Min(neighbour, Math.Max(0, QueueBytes - _queued)), isOurs: false);
    }

    private void Forward(TimeSpan delay)
    {
        _last = Now + delay > _last ? Now + delay : _last;
        _onTheWay.Enqueue((_counter, _last, _last - Now));
    }

    private bool Enqueue(double bytes, bool isOurs)
    {
        if (_queued + bytes > QueueBytes)
        {
            if (isOurs)
                DroppedBytes += Bytes;
            return false;
        }

        _queued += bytes;
        if (!isOurs)
            NeighbourBytes += bytes;
        return true;
    }

    private void Forward()
    {
        _queued = Math.Max(0, _queued - LinkBitsPerSecond / 8 * Tick.TotalSeconds);
        while (_onTheWay.TryPeek(out var first) && first.Arrival <= Now)
        {
            _onTheWay.Dequeue();
            Deliver(first.Counter, first.Delay);
        }
    }

    private void Deliver(ulong counter, TimeSpan delay)
    {
        foreach (var seat in _seats)
        {
            if (IsLost(seat))
                continue;
            seat.Received++;
            seat.Highest = counter;
            if (delay < seat.Least)
                seat.Least = delay;
        }
    }

    private bool IsLost(Seat seat)
    {
        if (seat.BitsPerSecond < double.MaxValue)
        {
            if (seat.Tokens < Bytes)
                return true;
            seat.Tokens -= Bytes;
        }

        if (!seat.LosesInBursts)
            return _random.NextDouble() < seat.Loss;
        // Gilbert: bad for 20 symbols in the mean, in which all is lost.
        var turn = seat.IsBad ? 1.0 / 20 : seat.Loss / (1 - seat.Loss) / 20;
        if (_random.NextDouble() < turn)
            seat.IsBad = !seat.IsBad;
        return seat.IsBad;
    }

    private void Report()
    {
        foreach (var seat in _seats)
        {
            seat.Tokens = Math.Min(64 * 1024, seat.Tokens + seat.BitsPerSecond / 8 * Tick.TotalSeconds);
            if (Now < seat.NextReport || seat.Highest == 0)
                continue;
            var delay = seat.Least == TimeSpan.MaxValue ? (TimeSpan?)null : seat.Least + ClockOffset;
            _rate.Reported(Now, seat.Session, 1, seat.Highest, seat.Received, delay);
            seat.Least = TimeSpan.MaxValue;
            seat.NextReport = Now + TimeSpan.FromMilliseconds((++seat.Reports == 1 ? 10 : seat.Reports == 2 ? 20 : 50) + _random.NextDouble() * 5);
        }
    }
}
