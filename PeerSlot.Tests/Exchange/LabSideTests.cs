using System.Collections.Concurrent;
using PeerSlot.Exchange;
using PeerSlot.Exchange.Lab;
using PeerSlot.Gallery;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Memory;
using PeerSlot.Pictures;
using PeerSlot.Protocol.Lab;
using PeerSlot.Protocol.Room;
using PeerSlot.Tests.Protocol.Lab;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Exchange;

/// <summary>The lab programs in a room: real loops and machines, only the wire is memory.</summary>
public sealed class LabSideTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    /// <summary>One for all: the network in memory reaches no further with the lab's slots.</summary>
    private const string Machine = "lab";

    private static readonly Guid Client = Guid.Parse("aaaaaaaa-2222-3333-4444-555555555555");
    private readonly TemporaryFolder _folder = new();
    private readonly MemoryNetwork _network = new(new MemoryNetworkSettings(), TimeProvider.System);

    public void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_lab_client_appears_among_the_peers_and_its_picture_is_filed_under_its_uuid()
    {
        using var bea = Enter("bea");
        using var driver = new MemoryDriver(_network, Machine);
        using var client = new LabClient([driver], Client, "*", TimeProvider.System);
        var picture = TestPictures.Noise(60, 40);

        client.Send(LabPicture.ToPayload(picture, 1 << 20, Limits), Limit, CancellationToken.None);

        var filed = WaitFor<FiledNews>(bea).Entry;
        Assert.Equal((Client, $"{Client}", "memory"), (filed.PeerId, filed.PeerName, filed.Network));
        Assert.Equal((60, 40), (filed.Width, filed.Height));
        var peer = Assert.Single(bea.Peers);
        Assert.Equal((Client, "lab"), (peer.Id, peer.Kind));
        Assert.Contains(bea.Slots, slot => slot.Path == $@"\\.\mailslot\{{{Client}}}");

        bea.CloseLabClient(Client);
        WaitFor<PeersNews>(bea, news => news.Peers.Count == 0);
        Assert.DoesNotContain(bea.Slots, slot => slot.Path.Contains($"{Client}", StringComparison.Ordinal));
    }

    [Fact]
    public void What_goes_to_everybody_goes_to_lab_servers_under_our_uuid_and_to_peers_once()
    {
        using var driver = new MemoryDriver(_network, Machine);
        var heard = new BlockingCollection<LabNews>();
        using var server = new LabServer([driver], _ => false, inRoom: false, TimeProvider.System, heard.Add, out _);
        using var ann = Enter("ann");
        using var bea = Enter("bea");
        WaitFor<PeersNews>(ann, news => news.Peers.Count == 1);
        var picture = TestPictures.Noise(60, 40);

        ann.Send(picture, "noise.bmp", to: null);

        var sent = WaitFor<DeliveryNews>(ann, news => news.Delivery == Delivery.Sent);
        Assert.Equal(("lab servers", "lab"), (sent.Peer.Name, sent.Peer.Kind));
        var payload = Take<LabPayload>(heard, p => p.Client == ann.Id);
        Assert.True(LabPicture.TryRead(payload, Limits, out var arrived));
        Assert.Equal((60, 40), (arrived.Width, arrived.Height));
        Assert.Equal("noise.bmp", WaitFor<FiledNews>(bea).Entry.FileName);
        Assert.DoesNotContain(bea.Peers, peer => peer.Kind == "lab");
        Assert.False(bea.News.TryRead(out var more) && more is FiledNews);
        Assert.DoesNotContain(bea.Slots, slot => slot.Path.Contains($"{{{ann.Id}}}", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_lab_server_that_keeps_running_gets_what_one_identity_sends_from_process_to_process()
    {
        using var driver = new MemoryDriver(_network, Machine);
        using var slot = driver.CreateServer(MailslotPath.Local(LabName.SlotOf(Client)), maximumMessageSize: 0, TimeSpan.Zero);
        var server = new LabServerOf2013();
        foreach (var size in new[] { 5_000, 292, 700, 60_000 })
        {
            var payload = TestPictures.Noise(20, 20)[..700].Concat(new byte[size]).Take(size).ToArray();

            using (var process = new LabClient([driver], Client, "*", TimeProvider.System, numbers: new LabNumbers(_folder["lab-numbers"])))
                Assert.Equal(LabOutcome.Sent, process.Send(payload, Limit, CancellationToken.None));

            Assert.Equal([.. payload, .. size % 292 == 0 ? [(byte)0] : Array.Empty<byte>()], Assert.Single(server.ReceiveAll(ReadAll(slot))));
        }
    }

    [Fact]
    public void Two_processes_of_one_identity_send_one_after_the_other()
    {
        using var driver = new MemoryDriver(_network, Machine);
        using var slot = driver.CreateServer(MailslotPath.Local(LabName.SlotOf(Client)), maximumMessageSize: 0, TimeSpan.Zero);
        var numbers = new LabNumbers(_folder["lab-numbers"]);
        Assert.True(numbers.TryTake(out var turn));
        Assert.False(numbers.TryTake(out _));
        turn!.Keep(40);
        turn.Dispose();
        Parallel.For(0, 4, _ =>
        {
            using var process = new LabClient([driver], Client, "*", TimeProvider.System, numbers: new LabNumbers(_folder["lab-numbers"]));
            process.Send(new byte[3_000], Limit, CancellationToken.None);
        });

        Assert.Equal(4, new LabServerOf2013().ReceiveAll(ReadAll(slot)).Count);
        Assert.Equal("88", File.ReadAllText(_folder["lab-numbers"]).Trim());
    }

    [Fact]
    public void Losses_that_somebody_makes_up_are_told_once_in_a_while()
    {
        using var bea = Enter("bea");
        using var driver = new MemoryDriver(_network, Machine);
        using (var notify = driver.OpenClient(MailslotPath.Local(LabName.NotifySlot)))
            notify.Write(System.Text.Encoding.ASCII.GetBytes($"{{{Client}}}"));
        WaitFor<PeersNews>(bea, news => news.Peers.Count == 1);
        using (var packets = driver.OpenClient(MailslotPath.Local(LabName.SlotOf(Client))))
        {
            for (var i = 0; i < 1_000; i++)
            {
                packets.Write(LabTraffic.Packet(0, 1_000 * i, 5_000));
                packets.Write(LabTraffic.Packet(1, (1_000 * i) + 1));
            }

            packets.Write("no packet"u8);
        }

        Assert.EndsWith("no notifications, and changed nothing: 1.", WaitFor<NoteNews>(bea, out var before).Message.ToString(), StringComparison.Ordinal);
        Assert.InRange(before.OfType<LostNews>().Count(), 1, 10);
    }

    [Fact]
    public void A_sending_to_one_peer_does_not_go_to_lab_servers()
    {
        using var driver = new MemoryDriver(_network, Machine);
        var heard = new BlockingCollection<LabNews>();
        using var server = new LabServer([driver], _ => false, inRoom: false, TimeProvider.System, heard.Add, out _);
        using var ann = Enter("ann");
        using var bea = Enter("bea");
        WaitFor<PeersNews>(ann, news => news.Peers.Count == 1);
        ann.Send(TestPictures.Noise(20, 20), "noise.bmp", [bea.Id]);
        WaitFor<SendEndedNews>(ann);
        Assert.DoesNotContain(heard, news => news is LabPayload);
    }

    [Fact]
    public void A_room_leaves_the_lab_out_where_the_windows_network_is_not_in_use()
    {
        using var bea = Enter("bea", new LabRoomSettings());
        Assert.DoesNotContain(bea.Slots, slot => slot.Path.StartsWith(@"\\.\mailslot\{", StringComparison.Ordinal));
    }

    [Fact]
    public void A_larger_picture_is_scaled_down_until_it_fits_and_a_png_that_fits_is_not_touched()
    {
        var noise = TestPictures.Noise(300, 200);
        var small = LabPicture.ToPayload(noise, 20_000, Limits);
        Assert.InRange(small.Length, 5_000, 20_004);
        Assert.True(LabPicture.TryRead(new LabPayload(Client, "lan", 0, small), Limits, out var picture));
        Assert.Equal(1.5, (double)picture.Width / picture.Height, 0.1);
        var png = picture.Content.ToArray();
        Assert.Equal(png, LabPicture.ToPayload(png, 20_000, Limits)[4..]);
    }

    private static PictureLimits Limits => new(1 << 20);

    private PictureExchange Enter(string name, LabRoomSettings? lab = null) => PictureExchange.Start(
        new RoomOptions
        {
            Identity = EcdsaIdentity.Create(), Nickname = name, Seed = 1, Session = BitConverter.ToUInt64(Guid.NewGuid().ToByteArray()), Challenge = 1,
            Lab = lab ?? new LabRoomSettings { Enabled = "on" },
        },
        [new MemoryDriver(_network, Machine)], PictureFolder.Open(_folder.Sub(name), TimeProvider.System), TimeProvider.System);

    private static T WaitFor<T>(PictureExchange room, Func<T, bool>? fits = null) where T : RoomNews
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            var news = room.News.ReadAsync(limit.Token).AsTask().GetAwaiter().GetResult();
            if (news is T wanted && fits?.Invoke(wanted) != false)
                return wanted;
        }
    }

    private static T WaitFor<T>(PictureExchange room, out List<RoomNews> before) where T : RoomNews
    {
        using var limit = new CancellationTokenSource(Limit);
        before = [];
        while (true)
        {
            var news = room.News.ReadAsync(limit.Token).AsTask().GetAwaiter().GetResult();
            if (news is T wanted)
                return wanted;
            before.Add(news);
        }
    }

    private static List<byte[]> ReadAll(IMailslotServer slot)
    {
        var messages = new List<byte[]>();
        var buffer = new byte[MailslotLimits.LargestMessage];
        while (slot.Read(buffer, out var message) == MailslotReadResult.Message)
            messages.Add(buffer[..message.Size]);
        return messages;
    }

    private static T Take<T>(BlockingCollection<LabNews> heard, Func<T, bool> fits) where T : LabNews
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            if (heard.Take(limit.Token) is T wanted && fits(wanted))
                return wanted;
        }
    }
}
