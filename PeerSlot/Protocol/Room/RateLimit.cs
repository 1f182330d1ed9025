namespace PeerSlot.Protocol.Room;

/// <summary>So many a second, saved up to one second's worth: what bounds the work that strangers can make us do.</summary>
internal struct RateLimit(int perSecond)
{
    private double _saved = perSecond;
    private TimeSpan _filled;

    public bool MayTake(TimeSpan now)
    {
        _saved = Math.Min(perSecond, _saved + (now - _filled).TotalSeconds * perSecond);
        _filled = now;
        return _saved >= 1;
    }

    public bool TryTake(TimeSpan now)
    {
        if (!MayTake(now))
            return false;
        _saved--;
        return true;
    }
}

/// <summary>A limit in all and one an address, or one a host.</summary>
/// <remarks>Two generations of addresses, each bounded; who is forgotten begins afresh, within what the limit in all leaves.</remarks>
internal sealed class AddressLimits(int perSecond, int perSecondAndAddress, bool isByHost = false)
{
    private const int AddressesPerGeneration = 1_024;

    private RateLimit _all = new(perSecond);
    private Dictionary<object, Box> _young = [];
    private Dictionary<object, Box> _old = [];

    public bool MayTake(TimeSpan now, PeerAddress address) => BoxOf(address).Limit.MayTake(now) && _all.MayTake(now);

    public bool TryTake(TimeSpan now, PeerAddress address) => BoxOf(address).Limit.TryTake(now) && _all.TryTake(now);

    private Box BoxOf(PeerAddress address)
    {
        var place = isByHost ? address.Machine : address;
        if (_young.TryGetValue(place, out var box))
            return box;
        if (_young.Count >= AddressesPerGeneration)
            (_old, _young) = (_young, []);
        if (!_old.Remove(place, out box))
            box = new Box { Limit = new RateLimit(perSecondAndAddress) };
        _young.Add(place, box);
        return box;
    }

    private sealed class Box
    {
        public RateLimit Limit;
    }
}
