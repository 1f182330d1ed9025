namespace PeerSlot.Tests.Support;

/// <summary>
/// A machine's own clock, as its monotonic one is: it never goes back, but it runs a little faster or slower than others, and it may jump
/// ahead when the machine slept.
/// </summary>
internal sealed class SimulatedHostClock
{
    private TimeSpan _lab;
    private TimeSpan _host;
    private double _speed = 1;

    public TimeSpan AtHost(TimeSpan lab) => _host + (_speed == 1 ? lab - _lab : (lab - _lab) * _speed);

    /// <summary>The first time of the lab at which the host's clock shows this, or more.</summary>
    public TimeSpan AtLab(TimeSpan host)
    {
        var lab = _lab + (_speed == 1 ? host - _host : (host - _host) / _speed);
        while (AtHost(lab) < host)
            lab += TimeSpan.FromTicks(1);
        return lab;
    }

    public void Jump(TimeSpan now, TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        (_lab, _host) = (now, AtHost(now) + by);
    }

    /// <param name="now">The time of the lab.</param>
    /// <param name="drift">0.0001 = a second too fast in ten thousand.</param>
    public void SetDrift(TimeSpan now, double drift)
    {
        (_lab, _host) = (now, AtHost(now));
        _speed = 1 + drift;
    }
}
