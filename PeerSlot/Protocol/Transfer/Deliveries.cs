using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>The recipients of one sending by peer, and what people are told of them: a peer has the picture when one of its sessions has.</summary>
internal sealed class Deliveries(uint number, PeerTable table, Queue<ProtocolEvent> events)
{
    private readonly Dictionary<PeerId, PeerDelivery> _peers = [];
    private readonly Dictionary<SessionId, Recipient> _recipients = [];

    public IReadOnlyCollection<Recipient> Recipients => _recipients.Values;

    public bool Contains(PeerId peer) => _peers.ContainsKey(peer);

    public Recipient? Find(SessionId session) => _recipients.GetValueOrDefault(session);

    public Recipient Add(PeerId peer, SessionId session)
    {
        var recipient = new Recipient(_recipients.Count + 1, peer, session);
        _recipients.Add(session, recipient);
        if (!_peers.TryGetValue(peer, out var delivery))
            _peers.Add(peer, delivery = new PeerDelivery());
        delivery.Sessions.Add(recipient);
        Report(peer);
        return recipient;
    }

    /// <summary>Tells people if the peer's state changed. It never goes back to Waiting, and Delivered stays.</summary>
    public void Report(PeerId peer)
    {
        var delivery = _peers[peer];
        var best = delivery.Best;
        if (delivery.Reported == DeliveryState.Delivered || delivery.Reported == best.State
            || (best.State == DeliveryState.Waiting && delivery.Reported is not null))
            return;
        Tell(peer, delivery, best.State, best.State == DeliveryState.Refused ? best.Reason : RefusalReason.None);
    }

    /// <summary>The end: who has not answered finally is silent, or was busy to the last.</summary>
    /// <param name="named">The peers of a directed picture, of which some may never have appeared; null = everybody.</param>
    public void End(IReadOnlyCollection<PeerId>? named)
    {
        foreach (var (peer, delivery) in _peers)
        {
            if (delivery.Reported is DeliveryState.Delivered or DeliveryState.Refused or DeliveryState.Silent)
                continue;
            var busy = delivery.Sessions.Exists(r => r.Reason == RefusalReason.Busy);
            Tell(peer, delivery, busy ? DeliveryState.Refused : DeliveryState.Silent, busy ? RefusalReason.Busy : RefusalReason.None);
        }

        foreach (var peer in named ?? [])
        {
            if (!_peers.ContainsKey(peer))
                Tell(peer, new PeerDelivery(), DeliveryState.Silent, RefusalReason.None);
        }
    }

    private void Tell(PeerId peer, PeerDelivery delivery, DeliveryState state, RefusalReason reason)
    {
        delivery.Reported = state;
        if (table.TryGetNickname(peer, out var nickname))
            delivery.Nickname = nickname;
        events.Enqueue(new DeliveryChanged(number, peer, delivery.Nickname ?? HarmlessText.Nickname("", peer), state, reason));
    }

    private sealed class PeerDelivery
    {
        public List<Recipient> Sessions { get; } = [];

        public DeliveryState? Reported { get; set; }

        public string? Nickname { get; set; }

        public Recipient Best => Sessions.MaxBy(r => r.State switch
        {
            DeliveryState.Delivered => 3,
            DeliveryState.Receiving => 2,
            DeliveryState.Waiting => 1,
            _ => 0,
        })!;
    }
}
