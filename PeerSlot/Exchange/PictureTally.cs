using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>How many pictures went to each peer, came from it, and got lost on the way. From any thread.</summary>
internal sealed class PictureTally
{
    /// <summary>A lab of a thousand seats twice over, as in the table of sessions.</summary>
    private const int PeersKept = 2_000;

    /// <summary>What got lost may still come: by a pull, or sent again.</summary>
    private const int LostKept = 1_024;

    private readonly Lock _gate = new();
    private readonly RecentMap<Guid, PictureCounts> _counts = new(PeersKept);

    /// <summary>Whether the picture is counted as lost now.</summary>
    private readonly RecentMap<(Guid Peer, string Picture), bool> _lost = new(LostKept);

    public PictureCounts Of(Guid peer)
    {
        lock (_gate)
            return _counts.TryGet(peer, out var counts) ? counts : default;
    }

    /// <param name="picture">The same as where it was told to be lost.</param>
    public void Sent(Guid peer, string picture) => Arrived(peer, picture, counts => counts with { Sent = counts.Sent + 1 });

    /// <inheritdoc cref="Sent"/>
    public void Got(Guid peer, string picture) => Arrived(peer, picture, counts => counts with { Got = counts.Got + 1 });

    /// <summary>Counts a picture once, however often it is told.</summary>
    public void Lost(Guid peer, string picture)
    {
        lock (_gate)
        {
            if (_lost.TryGet((peer, picture), out var isLost) && isLost)
                return;
            _lost.Set((peer, picture), true);
            Change(peer, counts => counts with { Lost = counts.Lost + 1 });
        }
    }

    /// <summary>Counts pictures that cannot come any more.</summary>
    public void Lost(Guid peer, int pictures)
    {
        lock (_gate)
            Change(peer, counts => counts with { Lost = counts.Lost + pictures });
    }

    private void Arrived(Guid peer, string picture, Func<PictureCounts, PictureCounts> count)
    {
        lock (_gate)
        {
            var wasLost = _lost.TryGet((peer, picture), out var isLost) && isLost;
            if (wasLost)
                _lost.Set((peer, picture), false);
            Change(peer, counts => count(wasLost ? counts with { Lost = counts.Lost - 1 } : counts));
        }
    }

    private void Change(Guid peer, Func<PictureCounts, PictureCounts> change) =>
        _counts.Set(peer, change(_counts.TryGet(peer, out var counts) ? counts : default));
}
