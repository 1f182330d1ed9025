using PeerSlot.Exchange.Known;
using PeerSlot.Exchange.Lab;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>What machines report, to where it belongs: the roster, Filing, the news. Runs on the loop's thread.</summary>
internal sealed class EventDispatch(RoomMachines machines, Roster roster, KnownPeers known, NewsDesk news, Filing filing, LoopClock clock, Func<IReadOnlyList<LabClientState>> labClients)
{
    /// <summary>A room that fills at once is told in a few lists instead of one a peer.</summary>
    private static readonly TimeSpan PeersInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>How often the times of "last heard" are renewed while nothing else changes.</summary>
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(5);

    /// <summary>Peers whose changed key was told; a flood of them is told again.</summary>
    private const int ChangedKeysKept = 4_096;

    private const int AvailableRemembered = 1_024;

    /// <summary>Of those that are over only what can be sent again or pulled.</summary>
    private readonly Dictionary<uint, uint> _sendIds = [];

    /// <summary>Answers that came before their peer's announcement: they wait for its name, at the latest until the sending ends.</summary>
    private readonly List<(uint SendId, DeliveryChanged Changed)> _waiting = [];

    /// <summary>What can be pulled, by the key under which it was told.</summary>
    private readonly RecentMap<string, TransferId> _available = new(AvailableRemembered);

    private readonly HashSet<Guid> _changedKeys = [];
    private TimeSpan _peersTold = -PeersInterval;
    private bool _peersChanged;

    /// <summary>When the list of peers wants to be told or renewed; null = there is none.</summary>
    public TimeSpan? NextPeersNews => _peersChanged ? _peersTold + PeersInterval : roster.Peers.Count > 0 ? _peersTold + RefreshInterval : null;

    /// <summary>Lab clients came or went.</summary>
    public void PeersChanged() => _peersChanged = true;

    public void Send(TimeSpan now, uint sendId, Sending sending, IReadOnlyList<Guid>? to)
    {
        var peers = to is null ? null : new PeerId[to.Count];
        for (var i = 0; i < to?.Count; i++)
            peers![i] = new PeerId(to[i]);
        var number = machines.Transfer.Send(
            now, sending.Content, sending.FileName, sending.Width, sending.Height, sending.Sha256, peers, machines.WaitForReceipts,
            stripped: sending.Stripped, awaitsPreview: sending.HasPreview);
        _sendIds[number] = sendId;
    }

    /// <summary>The preview of a sending is ready.</summary>
    public void AddPreview(uint sendId, byte[] preview)
    {
        if (TryFind(sendId, out var number))
            machines.Transfer.AddPreview(number, preview);
    }

    public void SendAgain(TimeSpan now, uint sendId)
    {
        if (!TryFind(sendId, out var number) || !machines.Transfer.TrySendAgain(now, number))
            news.Trouble("This picture is not kept any more to be offered again: send it anew.");
    }

    public void Pull(TimeSpan now, string key)
    {
        if (_available.TryGet(key, out var transfer))
            machines.Transfer.Pull(now, transfer);
    }

    public void Filed(TimeSpan now, FilingOutcome outcome)
    {
        var transfer = outcome.Arrived.Manifest.Transfer;
        if (outcome.Entry is not null)
            machines.Transfer.Filed(now, transfer);
        else
            machines.Transfer.Refuse(now, transfer, outcome.Reason);
        news.Filed(outcome);
        _peersChanged = true;
    }

    public void TakeEvents(TimeSpan now)
    {
        foreach (var machine in machines.All)
        {
            while (machine.TryTakeEvent(out var happened))
                Take(now, happened!);
        }

        if (NextPeersNews <= now)
            TellPeers(now);
    }

    private void Take(TimeSpan now, object happened)
    {
        switch (happened)
        {
            case PeerChanged changed:
                _peersChanged = true;
                known.Met(changed.Peer.Id.Value, changed.Peer.Nickname);
                MakeWay(now, changed.Peer);
                TellWaiting(now, changed.Peer.Id);
                break;
            case PeerLeft:
                _peersChanged = true;
                break;
            case PictureOffered offered:
                news.Offered(offered.Manifest, offered.Network);
                break;
            case PictureAsked asked:
                news.Asked(asked.Manifest);
                break;
            case PictureProgress progress:
                news.Progress(progress.Transfer, progress.Have, progress.Of);
                break;
            case PicturePreviewed previewed:
                news.Preview(previewed);
                break;
            case PicturePrefix prefix:
                news.Prefix(prefix);
                break;
            case PictureAvailable available:
                _available.Set(available.Manifest.Transfer.ToString(), available.Manifest.Transfer);
                news.Available(available.Manifest, available.Network);
                break;
            case PictureArrived arrived:
                filing.Add(arrived with { Manifest = UnderShownName(arrived.Manifest) });
                break;
            case PictureIncomplete incomplete:
                news.Incomplete(incomplete);
                _peersChanged = true;
                break;
            case PictureNotTaken notTaken:
                news.NotTaken(notTaken.Manifest, notTaken.Reason);
                _peersChanged = true;
                break;
            case SendProgress progress when _sendIds.TryGetValue(progress.Number, out var sendId):
                news.Sending(sendId, new TransferId(machines.Local.Id, progress.Number), progress.Sent, progress.Of);
                break;
            case DeliveryChanged changed when _sendIds.TryGetValue(changed.Number, out var sendId):
                if (machines.Table.TryGetPeer(changed.Peer, out _))
                    Tell(now, sendId, changed);
                else
                    _waiting.Add((sendId, changed));
                break;
            case SendEnded ended when _sendIds.TryGetValue(ended.Number, out var sendId):
                if (!machines.KeepsPictures)
                    _sendIds.Remove(ended.Number);
                TellWaiting(now, who: null, sendId);
                news.SendEnded(sendId);
                break;
        }
    }

    private void Tell(TimeSpan now, uint sendId, DeliveryChanged changed)
    {
        if (_peersChanged)
            TellPeers(now);
        news.Delivery(sendId, changed);
        _peersChanged |= changed.State is DeliveryState.Delivered or DeliveryState.Silent;
    }

    /// <summary>Tells what waited for a peer's name, or for the end of a sending.</summary>
    private void TellWaiting(TimeSpan now, PeerId? who, uint? ended = null)
    {
        for (var i = 0; i < _waiting.Count;)
        {
            var (sendId, changed) = _waiting[i];
            if (changed.Peer != who && sendId != ended)
            {
                i++;
                continue;
            }

            _waiting.RemoveAt(i);
            Tell(now, sendId, changed);
        }
    }

    /// <summary>Two accounts of one machine have its name by default: both then say whose they are.</summary>
    private void MakeWay(TimeSpan now, Peer peer)
    {
        if (machines.NicknameIfTaken is { } other && peer.Id != machines.Local.Peer && machines.Local.Nickname != other
            && peer.Nickname.Equals(machines.Local.Nickname, StringComparison.OrdinalIgnoreCase))
            machines.Presence.Rename(now, other);
    }

    private bool TryFind(uint sendId, out uint number)
    {
        foreach (var (its, id) in _sendIds)
        {
            number = its;
            if (id == sendId)
                return true;
        }

        number = 0;
        return false;
    }

    private void TellPeers(TimeSpan now)
    {
        roster.Update(machines.Table.Peers, labClients(), clock.WallClock);
        _peersTold = now;
        if (_peersChanged)
            news.Peers();
        _peersChanged = false;
        TellChangedKeys();
    }

    /// <summary>Once a run for each: the list keeps showing it.</summary>
    private void TellChangedKeys()
    {
        if (_changedKeys.Count > ChangedKeysKept)
            _changedKeys.Clear();
        foreach (var peer in roster.Peers)
        {
            if (peer.KeyChanged && _changedKeys.Add(peer.Id))
                news.Tell(new KeyChangedNews(news.Now, peer));
        }
    }

    /// <summary>A picture is filed under the name that is shown, never under another's.</summary>
    private PictureManifest UnderShownName(PictureManifest manifest) =>
        manifest with { Nickname = roster.Find(manifest.From, manifest.Nickname, news.Now).Name };
}
