using System.Net;
using System.Security.Cryptography;
using System.Text;
using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Mailslots.Lan;
using PeerSlot.Protocol.Room;
using PeerSlot.Tests.Mailslots.Lan;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Exchange;

/// <summary>Somebody on the network sends as fast as a core can; two exchanges on real sockets go on.</summary>
public sealed class FloodTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackLab _lab = new();

    public void Dispose()
    {
        _lab.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0, "junk")]
    [InlineData(1, "junk")]
    [InlineData(1, "the hello slot")]
    [InlineData(2, "a message's header")]
    public void A_flood_of_garbage_leaves_a_transfer_finishing(int port, string kind)
    {
        using var ann = Enter("ann");
        using var bea = Enter("bea");
        using var ended = new CancellationTokenSource();
        var flood = new Thread(() => Flood(_lab.SharedPort + port, kind, ended.Token));
        flood.Start();
        try
        {
            var picture = TestPictures.Noise(200, 100);
            ann.Send(picture, "noise.bmp", to: null);
            Assert.Equal(picture, File.ReadAllBytes(Filed(bea).Path));
        }
        finally
        {
            ended.Cancel();
            flood.Join();
        }
    }

    private static void Flood(int port, string kind, CancellationToken ended)
    {
        using var attacker = LoopbackLab.Unbound();
        var target = new IPEndPoint(IPAddress.Loopback, port);
        var random = new Random(4);
        var datagram = new byte[200];
        while (!ended.IsCancellationRequested)
        {
            random.NextBytes(datagram);
            if (kind != "junk")
            {
                datagram[0] = 0x10;
                SHA256.HashData(Encoding.UTF8.GetBytes(@"peerslot\hello")).AsSpan(0, 4).CopyTo(datagram.AsSpan(1));
            }

            if (kind == "a message's header")
                datagram[5] = 0x21;
            attacker.SendTo(datagram, target);
        }
    }

    private static GalleryEntry Filed(PictureExchange room)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (room.News.WaitToReadAsync(limit.Token).AsTask().GetAwaiter().GetResult())
        {
            while (room.News.TryRead(out var news))
            {
                if (news is FiledNews filed)
                    return filed.Entry;
            }
        }

        throw new TimeoutException("The room ended.");
    }

    private PictureExchange Enter(string name)
    {
        var options = new RoomOptions
        {
            Identity = EcdsaIdentity.Create(), Nickname = name, Seed = name[0], Session = name[0], Challenge = (ulong)name[0] + 1,
        };
        return PictureExchange.Start(
            options, [LanDriver.Open(_lab.Settings)], PictureFolder.Open(_folder.Sub(name), TimeProvider.System), TimeProvider.System);
    }
}
