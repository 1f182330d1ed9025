namespace PeerSlot.Exchange;

/// <summary>How many pictures went to each peer, came from it, and got lost on the way. From any thread.</summary>
internal sealed class PictureTally
{
    /// <summary>A lab of a thousand seats twice over, as in the table of sessions; who makes up more of them loses the counts.</summary>
    private const int PeersKept = 2_000;

    /// <summary>Of a peer. What got lost may still come: by a pull, or sent again.</summary>
    private const int LostKept = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Counter> _peers = [];

    public PictureCounts Of(Guid peer)
    {
        lock (_gate)
            return _peers.TryGetValue(peer, out var counter) ? counter.Counts : PictureCounts.None;
    }

    /// <param name="picture">The same as where it was told to be lost.</param>
    public void Sent(Guid peer, string picture)
    {
        lock (_gate)
            Arrived(peer, picture).Sent++;
    }

    /// <inheritdoc cref="Sent"/>
    public void Got(Guid peer, string picture)
    {
        lock (_gate)
            Arrived(peer, picture).Got++;
    }

    /// <summary>Counts a picture once, however often it is told.</summary>
    public void Lost(Guid peer, string picture)
    {
        lock (_gate)
        {
            var counter = CounterOf(peer);
            if (counter.LostPictures.Contains(picture))
                return;
            counter.Lost++;
            counter.LostPictures.Add(picture);
            if (counter.LostPictures.Count > LostKept)
                counter.LostPictures.RemoveAt(0);
        }
    }

    /// <summary>Counts pictures that cannot come any more.</summary>
    public void Lost(Guid peer, int pictures)
    {
        lock (_gate)
            CounterOf(peer).Lost += pictures;
    }

    private Counter Arrived(Guid peer, string picture)
    {
        var counter = CounterOf(peer);
        if (counter.LostPictures.Remove(picture))
            counter.Lost--;
        return counter;
    }

    private Counter CounterOf(Guid peer)
    {
        if (_peers.TryGetValue(peer, out var known))
            return known;
        if (_peers.Count >= PeersKept)
            _peers.Clear();
        return _peers[peer] = new Counter();
    }

    private sealed class Counter
    {
        public int Sent { get; set; }

        public int Got { get; set; }

        public int Lost { get; set; }

        public List<string> LostPictures { get; } = [];

        public PictureCounts Counts => new(Sent, Got, Lost);
    }
}
