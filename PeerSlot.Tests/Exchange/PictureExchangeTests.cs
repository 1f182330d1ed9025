using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Memory;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Exchange;

/// <summary>Whole exchanges over the network in memory: real loops, threads and filing.</summary>
public sealed class PictureExchangeTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void A_picture_crosses_a_lossy_network_and_is_filed_on_the_other_side(double loss)
    {
        using var network = new SimulatedNetwork(seed: 7, loss, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        using var ann = Enter(network, "ann", NoStore());
        using var bea = Enter(network, "bea", Folder("bea"));
        var picture = TestPictures.Noise(200, 100);

        var sendId = ann.Send(picture, "noise.bmp", to: null);

        var filed = WaitFor<FiledNews>(bea);
        Assert.Equal(picture, File.ReadAllBytes(filed.Entry.Path));
        Assert.Equal("ann", filed.Entry.PeerName);
        var delivered = WaitFor<DeliveryNews>(ann, d => d.Delivery == Delivery.Delivered);
        Assert.Equal((sendId, "bea"), (delivered.SendId, delivered.Peer.Name));
    }

    [Fact]
    public void A_preview_comes_before_the_picture()
    {
        using var network = new SimulatedNetwork(seed: 10, loss: 0, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        using var ann = Enter(network, "ann", NoStore());
        using var bea = Enter(network, "bea", Folder("bea"));
        WaitFor<PeersNews>(ann, p => p.Peers.Count == 1);
        ann.Send(TestPictures.Noise(1_600, 1_000), "noise.bmp", to: null);

        var preview = WaitFor<PreviewNews>(bea);
        Assert.InRange(preview.Preview.Width / (double)preview.Preview.Height, 1.5, 1.7);
        Assert.Equal(preview.Key, WaitFor<FiledNews>(bea).Entry.Key);
    }

    [Fact]
    public void Pictures_are_counted_on_both_sides()
    {
        using var network = new SimulatedNetwork(seed: 12, loss: 0, TimeSpan.FromMilliseconds(2), TimeProvider.System);
        using var ann = Enter(network, "ann", NoStore());
        using var bea = Enter(network, "bea", Folder("bea"));
        using var cid = Enter(network, "cid", NoStore());
        WaitFor<PeersNews>(ann, p => p.Peers.Count == 2);
        ann.Send(TestPictures.Noise(20, 10), "noise.bmp", to: null);

        WaitFor<PeersNews>(ann, p => p.Peers.Any(b => b is { Name: "bea", Pictures: { Sent: 1, Lost: 0 } }));
        WaitFor<PeersNews>(bea, p => p.Peers.Any(a => a is { Name: "ann", Pictures: { Got: 1, Lost: 0 } }));
        WaitFor<PeersNews>(cid, p => p.Peers.Any(a => a is { Name: "ann", Pictures: { Got: 0, Lost: 1 } }));
    }

    [Fact]
    public void What_got_lost_and_came_after_all_is_not_lost()
    {
        var (tally, peer) = (new PictureTally(), Guid.NewGuid());
        tally.Lost(peer, "a");
        tally.Lost(peer, "a");
        tally.Lost(peer, "b");
        Assert.Equal(new PictureCounts(0, 0, 2), tally.Of(peer));
        tally.Got(peer, "a");
        tally.Sent(peer, "b");
        Assert.Equal(new PictureCounts(1, 1, 0), tally.Of(peer));
        tally.Lost(peer, 3);
        Assert.Equal((new PictureCounts(1, 1, 3), PictureCounts.None), (tally.Of(peer), tally.Of(Guid.NewGuid())));
    }

    [Fact]
    public void A_picture_that_is_not_kept_any_more_is_not_offered_again_and_that_is_told()
    {
        using var network = new SimulatedNetwork(seed: 13, loss: 0, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        using var ann = Enter(network, "ann", NoStore());
        ann.SendAgain(ann.Send(TestPictures.Noise(20, 10), "noise.bmp", to: null) + 1);
        Assert.Contains("send it anew", WaitFor<TroubleNews>(ann).Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_who_comes_late_pulls_what_was_sent_before()
    {
        using var network = new SimulatedNetwork(seed: 11, loss: 0, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        using var ann = Enter(network, "ann", NoStore(), kept: 8);
        using var bea = Enter(network, "bea", Folder("bea"));
        WaitFor<PeersNews>(ann, p => p.Peers.Count == 1);
        var picture = TestPictures.Noise(200, 100);
        var sendId = ann.Send(picture, "noise.bmp", to: null);
        WaitFor<SendEndedNews>(ann);

        using var late = Enter(network, "late", Folder("late"));
        var available = WaitFor<AvailableNews>(late);
        Assert.Equal(("ann", "noise.bmp", picture.Length), (available.FromName, available.FileName, available.Length));
        late.Pull(available.Key);

        Assert.Equal(picture, File.ReadAllBytes(WaitFor<FiledNews>(late).Entry.Path));
        Assert.Equal(sendId, WaitFor<DeliveryNews>(ann, d => d is { Delivery: Delivery.Delivered, Peer.Name: "late" }).SendId);
    }

    [Fact]
    public void The_receipt_goes_out_only_when_the_picture_is_on_the_disk()
    {
        using var network = new SimulatedNetwork(seed: 1, loss: 0, TimeSpan.Zero, TimeProvider.System);
        using var store = new GatedStore(Folder("bea"));
        using var ann = Enter(network, "ann", NoStore());
        using var bea = Enter(network, "bea", store);
        WaitFor<PeersNews>(ann, p => p.Peers.Count == 1);

        ann.Send(TestPictures.Noise(20, 20), "noise.bmp", to: null);

        Assert.True(store.Asked.Wait(Limit), "The picture never came to the store.");
        Assert.DoesNotContain(Drain(ann), news => news is DeliveryNews { Delivery: Delivery.Delivered });
        store.Open.Set();
        WaitFor<DeliveryNews>(ann, d => d.Delivery == Delivery.Delivered);
    }

    [Fact]
    public void A_picture_that_cannot_be_kept_is_refused_with_the_reason_on_both_sides()
    {
        using var network = new SimulatedNetwork(seed: 2, loss: 0, TimeSpan.Zero, TimeProvider.System);
        using var ann = Enter(network, "ann", NoStore());
        using var bea = Enter(network, "bea", new FailingStore());

        ann.Send(TestPictures.Noise(20, 20), "noise.bmp", to: null);

        var refused = WaitFor<DeliveryNews>(ann, d => d.Delivery == Delivery.Refused);
        Assert.Contains("disk", refused.Reason.ToString(), StringComparison.Ordinal);
        var lost = WaitFor<LostNews>(bea);
        Assert.Contains("The disk is full.", lost.Message.ToString(), StringComparison.Ordinal);
        Assert.Contains("noise.bmp from ann", lost.Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_picture_is_refused_and_not_filed()
    {
        using var network = new SimulatedNetwork(seed: 3, loss: 0, TimeSpan.Zero, TimeProvider.System);
        using var ann = Enter(network, "ann", NoStore());
        using var bea = Enter(network, "bea", Folder("bea"));

        ann.Send([.. Enumerable.Repeat((byte)'x', 5_000)], "evil.png", to: null);

        WaitFor<DeliveryNews>(ann, d => d.Delivery == Delivery.Refused);
        WaitFor<LostNews>(bea);
        Assert.Empty(Directory.GetFiles(_folder["bea"]));
    }

    [Fact]
    public void Of_two_who_bear_the_default_name_of_one_machine_who_hears_it_taken_says_whose_it_is()
    {
        using var network = new SimulatedNetwork(seed: 4, loss: 0, TimeSpan.Zero, TimeProvider.System);
        using var ann = Enter(network, "lab-07", NoStore(), ifTaken: "ann@lab-07");
        using var bea = Enter(network, "lab-07", NoStore(), ifTaken: "bea@lab-07");

        WaitFor<PeersNews>(ann, p => p.Peers is [var peer] && peer.Name != ann.Name);
        WaitFor<PeersNews>(bea, p => p.Peers is [var peer] && peer.Name != bea.Name);
        Assert.Contains(ann.Name, new[] { "lab-07", "ann@lab-07" });
        Assert.Contains(bea.Name, new[] { "lab-07", "bea@lab-07" });
        Assert.NotEqual(ann.Name, bea.Name);
    }

    [Fact]
    public void Two_of_one_chosen_name_are_told_apart()
    {
        using var network = new SimulatedNetwork(seed: 5, loss: 0, TimeSpan.Zero, TimeProvider.System);
        using var ann = Enter(network, "ann", NoStore());
        using var first = Enter(network, "bea", NoStore());
        using var second = Enter(network, "bea", NoStore());

        var peers = WaitFor<PeersNews>(ann, p => p.Peers.Count == 2).Peers;

        Assert.All(peers, peer => Assert.StartsWith($"bea-{KeyWords.Of(new PeerId(peer.Id), 1)}", peer.Name, StringComparison.Ordinal));
        Assert.Equal(2, peers.Select(p => p.Name).Distinct().Count());
    }

    /// <summary>Listed or not, while the peer is in the room or after it left.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_picture_that_another_key_signed_never_stands_under_a_known_peers_name(bool isHere, bool isListed)
    {
        using var network = new SimulatedNetwork(seed: 14, loss: 0, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        using var ann = Enter(network, "ann", Folder("ann"), known: _folder["known-peers"]);
        var bob = Enter(network, "bob", NoStore());
        var his = bob.Id;
        WaitFor<PeersNews>(ann, p => p.Peers.Any(peer => peer.Id == his));
        if (!isHere)
        {
            bob.Dispose();
            WaitFor<PeersNews>(ann, p => p.Peers.Count == 0);
        }

        using var mallory = Enter(network, "bob", NoStore(), receives: isListed);
        mallory.Send(TestPictures.Noise(400, 300), "noise.bmp", to: null);

        var (names, filed) = (new List<string>(), (FiledNews?)null);
        WaitFor<RoomNews>(ann, news =>
        {
            names.AddRange(news switch
            {
                PeersNews peers => peers.Peers.Where(p => p.Id == mallory.Id).Select(p => p.Name),
                ArrivingNews arriving => [arriving.FromName],
                LostNews lost => [lost.FromName],
                FiledNews { Entry.PeerName: var name } => [name],
                _ => [],
            });
            filed ??= news as FiledNews;
            return filed is not null;
        });
        Assert.NotEmpty(names);
        var shown = $"bob-{KeyWords.Of(new PeerId(mallory.Id), 1)}";
        Assert.All(names, name => Assert.StartsWith(shown, name, StringComparison.Ordinal));
        Assert.Equal(mallory.Id, filed!.Entry.PeerId);
        bob.Dispose();
    }

    [Fact]
    public void Another_session_of_our_own_identity_is_listed_as_ourselves()
    {
        using var network = new SimulatedNetwork(seed: 6, loss: 0, TimeSpan.Zero, TimeProvider.System);
        using var me = EcdsaIdentity.Create();
        using var screen = Enter(network, "me", NoStore(), identity: me);
        using var command = Enter(network, "me", NoStore(), identity: me, receives: false);

        var peers = WaitFor<PeersNews>(command, p => p.Peers.Count > 0).Peers;

        Assert.True(Assert.Single(peers).IsSelf);
    }

    [Fact]
    public async Task A_room_that_is_left_is_told_at_once()
    {
        using var network = new SimulatedNetwork(seed: 8, loss: 0, TimeSpan.Zero, TimeProvider.System);
        using var ann = Enter(network, "ann", NoStore());
        var bea = Enter(network, "bea", NoStore());
        WaitFor<PeersNews>(ann, p => p.Peers.Count == 1);
        bea.Dispose();
        WaitFor<PeersNews>(ann, p => p.Peers.Count == 0);
        Drain(bea);
        await bea.News.Completion.WaitAsync(Limit);
    }

    [Fact]
    public void Its_slots_are_shown_with_the_four_numbers()
    {
        using var network = new SimulatedNetwork(seed: 9, loss: 0, TimeSpan.Zero, TimeProvider.System);
        using var ann = Enter(network, "ann", NoStore());
        Assert.Equal(
            [@"\\.\mailslot\peerslot\hello", $@"\\.\mailslot\peerslot\{ann.Id:B}", @"\\.\mailslot\peerslot\pictures"], ann.Slots.Select(s => s.Path));
        Assert.All(ann.Slots, slot => Assert.Equal(Timeout.InfiniteTimeSpan, slot.ReadTimeout));
    }

    /// <summary>Neighbours of another passphrase and of none, and somebody who writes what no PeerSlot would.</summary>
    [Fact]
    public void What_comes_from_other_rooms_and_from_nobody_of_us_is_counted_and_told()
    {
        using var network = new MemoryNetwork(new MemoryNetworkSettings { Seed = 15 }, TimeProvider.System);
        using var ann = Enter(network, "ann", key: 1);
        using var eve = Enter(network, "eve", key: 2);
        using var bob = Enter(network, "bob", key: 0);
        using var stranger = new MemoryDriver(network, "stranger");
        using (var client = stranger.OpenClient(MailslotPath.Everybody(SlotNames.Hello)))
            client.Write("GET / HTTP/1.1"u8);

        Assert.True(SpinWait.SpinUntil(() => ann.Ignored is { NotOpened: > 1, Malformed: 1 } && bob.Ignored is { Sealed: > 1, Malformed: 1 }, Limit));
        Assert.Contains("not sealed with this room's key, 1 malformed", ann.Ignored.Words.ToString(), StringComparison.Ordinal);
        Assert.Contains("sealed, and this room is open, 1 malformed", bob.Ignored.Words.ToString(), StringComparison.Ordinal);
        Assert.Empty(ann.Peers);
    }

    [Fact]
    public void Nothing_is_ignored_while_all_goes_well()
    {
        using var network = new SimulatedNetwork(seed: 16, loss: 0, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        using var ann = Enter(network, "ann", NoStore());
        using var bea = Enter(network, "bea", Folder("bea"));
        WaitFor<PeersNews>(ann, p => p.Peers.Count == 1);
        ann.Send(TestPictures.Noise(200, 100), "noise.bmp", to: null);
        WaitFor<DeliveryNews>(ann, d => d.Delivery == Delivery.Delivered);
        Assert.Equal((false, false), (ann.Ignored.Any, bea.Ignored.Any));
    }

    private PictureExchange Enter(MemoryNetwork network, string name, byte key) => PictureExchange.Start(
        new RoomOptions
        {
            Identity = EcdsaIdentity.Create(), Nickname = name, Seed = 1, Session = name[0], Challenge = 1,
            Key = key == 0 ? null : new RoomKey(Enumerable.Repeat(key, 32).ToArray()),
        },
        [new MemoryDriver(network, name)], Folder(name), TimeProvider.System);

    private static PictureExchange Enter(
        SimulatedNetwork network, string name, IPictureStore store, string? ifTaken = null, Identity? identity = null, bool receives = true, int kept = 0,
        string? known = null) =>
        network.Enter(
            new RoomOptions
            {
                Identity = identity ?? EcdsaIdentity.Create(), Nickname = name, NicknameIfTaken = ifTaken, Receives = receives, KeptPictures = kept, Seed = 1,
                KnownPeersFile = known,
                Session = BitConverter.ToUInt64(Guid.NewGuid().ToByteArray()), Challenge = 1,
            },
            name, store);

    private static T WaitFor<T>(PictureExchange room, Func<T, bool>? fits = null) where T : RoomNews
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (room.News.WaitToReadAsync(limit.Token).AsTask().GetAwaiter().GetResult())
            {
                while (room.News.TryRead(out var news))
                {
                    if (news is T wanted && fits?.Invoke(wanted) != false)
                        return wanted;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Said below.
        }

        throw new TimeoutException($"No {typeof(T).Name} came to {room.Name}.");
    }

    private static List<RoomNews> Drain(PictureExchange room)
    {
        var all = new List<RoomNews>();
        while (room.News.TryRead(out var news))
            all.Add(news);
        return all;
    }

    private PictureFolder Folder(string name) => PictureFolder.Open(_folder.Sub(name), TimeProvider.System);

    private static FailingStore NoStore() => new();

    private sealed class FailingStore : IPictureStore
    {
        public FilingResult File(ArrivedPicture picture) => throw new GalleryException(GalleryErrorKind.DiskFull, "The disk is full.");
    }

    /// <summary>Files only when the test says so.</summary>
    private sealed class GatedStore(IPictureStore inner) : IPictureStore, IDisposable
    {
        public ManualResetEventSlim Asked { get; } = new();

        public ManualResetEventSlim Open { get; } = new();

        public FilingResult File(ArrivedPicture picture)
        {
            Asked.Set();
            Open.Wait(Limit);
            return inner.File(picture);
        }

        public void Dispose()
        {
            Asked.Dispose();
            Open.Dispose();
        }
    }
}
