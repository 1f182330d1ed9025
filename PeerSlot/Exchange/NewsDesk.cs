using System.Threading.Channels;
using PeerSlot.Gallery;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange;

/// <summary>Turns what machines and Filing report into news for screens and commands.</summary>
internal sealed class NewsDesk(Roster roster, TimeProvider clock)
{
    /// <summary>Unread news from which on a picture's progress is left out: a stalled reader must not cost memory.</summary>
    private const int MaximumUnread = 1_024;

    private readonly Channel<RoomNews> _channel = Channel.CreateUnbounded<RoomNews>(
        new UnboundedChannelOptions { SingleWriter = false, SingleReader = false });
    private readonly Dictionary<TransferId, (PictureManifest Manifest, string Network)> _arriving = [];

    private readonly HashSet<uint> _endTwice = [];

    public ChannelReader<RoomNews> Reader => _channel.Reader;

    public DateTimeOffset Now => clock.GetUtcNow();

    public PictureTally Pictures => roster.Pictures;

    public void Peers() => Publish(new PeersNews(Now, roster.Peers));

    public void Offered(PictureManifest manifest, string network)
    {
        _arriving[manifest.Transfer] = (manifest, network);
        Arriving(manifest, 0, manifest.Length, network);
    }

    public void Progress(TransferId transfer, long have, long of)
    {
        if (_arriving.TryGetValue(transfer, out var known))
            Arriving(known.Manifest, have, of, known.Network);
    }

    public void Preview(PicturePreviewed previewed)
    {
        if (PicturePreview.TryDecode(previewed.Preview, out var preview))
            Publish(new PreviewNews(Now, previewed.Manifest.Transfer.ToString(), preview), mayDrop: true);
    }

    public void Prefix(PicturePrefix prefix) => Publish(new PrefixNews(Now, prefix.Transfer.ToString(), prefix.Prefix), mayDrop: true);

    public void Available(PictureManifest manifest, string network) => Publish(new AvailableNews(
        Now, manifest.Transfer.ToString(), manifest.From.Value, NameOf(manifest), manifest.FileName, manifest.Width, manifest.Height, manifest.Length,
        network));

    public void Filed(FilingOutcome outcome)
    {
        var manifest = outcome.Arrived.Manifest;
        _arriving.Remove(manifest.Transfer);
        if (outcome.Entry is { } entry)
        {
            Pictures.Got(manifest.From.Value, manifest.Transfer.ToString());
            Publish(new FiledNews(Now, entry, outcome.WasThere));
            return;
        }

        Lost(manifest, $"{manifest.FileName} from {NameOf(manifest)} was not kept. {outcome.Message}");
    }

    public void Incomplete(PictureIncomplete incomplete)
    {
        var manifest = incomplete.Manifest;
        _arriving.Remove(manifest.Transfer);
        Lost(manifest,
            $"{manifest.FileName} from {NameOf(manifest)} is incomplete, {incomplete.SymbolsHave} of {incomplete.SymbolsOf}: {incomplete.Reason}");
    }

    public void Asked(PictureManifest manifest) => Publish(new AskedNews(
        Now, manifest.Transfer.ToString(), manifest.From.Value, NameOf(manifest), manifest.FileName, manifest.Width, manifest.Height, manifest.Length));

    public void NotTaken(PictureManifest manifest, RefusalReason reason) =>
        Lost(manifest, $"{manifest.FileName} from {NameOf(manifest)} was not taken: {RefusalText.Of(reason)}.");

    public void Sending(uint sendId, TransferId transfer, long sent, long of) =>
        Publish(new SendingNews(Now, sendId, transfer.ToString(), sent, of), mayDrop: sent > 0);

    public void Delivery(uint sendId, DeliveryChanged changed)
    {
        if (changed.State == DeliveryState.Delivered)
            Pictures.Sent(changed.Peer.Value, $"sending {sendId}");
        else if (changed.State == DeliveryState.Silent)
            Pictures.Lost(changed.Peer.Value, $"sending {sendId}");
        Publish(new DeliveryNews(
            Now, sendId, roster.Find(changed.Peer, changed.Nickname, Now), (Delivery)changed.State,
            changed.State == DeliveryState.Refused ? (Text)$"Refused: {RefusalText.Of(changed.Reason)}." : ""));
    }

    /// <summary>This sending ends only when both protocols have ended it.</summary>
    public void EndsTwice(uint sendId)
    {
        lock (_endTwice)
            _endTwice.Add(sendId);
    }

    public void SendEnded(uint sendId)
    {
        lock (_endTwice)
        {
            if (_endTwice.Remove(sendId))
                return;
        }

        Publish(new SendEndedNews(Now, sendId));
    }

    /// <summary>From any thread.</summary>
    public void Tell(RoomNews news) => Publish(news);

    public void Trouble(Text message) => Publish(new TroubleNews(Now, message));

    public void Close() => _channel.Writer.TryComplete();

    private void Arriving(PictureManifest manifest, long have, long of, string network) => Publish(
        new ArrivingNews(
            Now, manifest.Transfer.ToString(), manifest.From.Value, NameOf(manifest), manifest.FileName, manifest.Width, manifest.Height, have, of,
            network),
        mayDrop: true);

    private void Lost(PictureManifest manifest, Text message)
    {
        Pictures.Lost(manifest.From.Value, manifest.Transfer.ToString());
        Publish(new LostNews(Now, manifest.Transfer.ToString(), manifest.From.Value, NameOf(manifest), manifest.FileName, message));
    }

    private string NameOf(PictureManifest manifest) => roster.Find(manifest.From, manifest.Nickname, Now).Name;

    private void Publish(RoomNews news, bool mayDrop = false)
    {
        if (!mayDrop || _channel.Reader.Count < MaximumUnread)
            _channel.Writer.TryWrite(news);
    }
}
