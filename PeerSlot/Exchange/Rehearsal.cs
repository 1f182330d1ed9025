using System.Buffers.Binary;
using System.Security.Cryptography;
using PeerSlot.Exchange.Lab;
using PeerSlot.Gallery;
using PeerSlot.Mailslots.Memory;
using PeerSlot.Protocol.Room;

namespace PeerSlot.Exchange;

/// <summary>
/// One picture over a wire of memory, lossy enough to be repaired, before the first real one comes. What the runtime does when code runs for the first time
/// took a receiver 100 ms, as long as 1 MiB needs at 100 Mbit/s; that is over before anybody waits for it. Nothing of it is shown, kept or sent.
/// </summary>
internal static class Rehearsal
{
    /// <summary>Pixels: 196 KB are two blocks and a preview.</summary>
    private const int Side = 256;
    private const double Loss = 0.1;

    /// <summary>Real pictures go first on a machine that is too busy to rehearse.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>On a thread of its own; returns at once.</summary>
    /// <param name="options">Of the room that is to come.</param>
    public static void Begin(RoomOptions options, TimeProvider clock) =>
        new Thread(() => Run(options, clock)) { IsBackground = true, Name = "rehearsal" }.Start();

    /// <summary>Whether the picture arrived within <see cref="Limit"/>.</summary>
    public static bool Run(RoomOptions options, TimeProvider clock)
    {
        try
        {
            using var network = new MemoryNetwork(new MemoryNetworkSettings { Loss = Loss }, clock);
            var store = new ForgetfulStore();
            // A key of its own: the room's would seal under session numbers that were used before.
            var room = options with { Key = options.Key is null ? null : new RoomKey(RandomNumberGenerator.GetBytes(RoomKey.Size)) };
            using var bea = PictureExchange.Start(Member(room, "bea", 2), [new MemoryDriver(network, "b")], store, clock);
            using var ann = PictureExchange.Start(Member(room, "ann", 1), [new MemoryDriver(network, "a")], store, clock);
            ann.Send(Picture(), "rehearsal.bmp", to: null);
            using var limit = new CancellationTokenSource(Limit, clock);
            while (bea.News.WaitToReadAsync(limit.Token).AsTask().GetAwaiter().GetResult())
            {
                while (bea.News.TryRead(out var news))
                {
                    if (news is FiledNews)
                        return true;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or CryptographicException or RoomException)
        {
            // The real picture does without.
        }

        return false;
    }

    private static RoomOptions Member(RoomOptions options, string name, int number) => options with
    {
        Identity = EcdsaIdentity.Create(),
        Nickname = name,
        NicknameIfTaken = null,
        KnownPeersFile = null,
        LabNumbersFile = null,
        Lab = new LabRoomSettings { Enabled = "off" },
        Accept = "everyone",
        Receives = true,
        Sends = true,
        MaxBytes = 1024 * 1024,
        MaxPixels = Side * Side,
        Seed = number,
        Session = (ulong)number,
        Challenge = (ulong)number,
    };

    /// <summary>A BMP of noise: BITMAPFILEHEADER and BITMAPINFOHEADER, 24 bits a pixel.</summary>
    private static byte[] Picture()
    {
        const int headers = 54;
        var file = new byte[headers + Side * Side * 3];
        new Random(1).NextBytes(file.AsSpan(headers));
        file[0] = (byte)'B';
        file[1] = (byte)'M';
        ReadOnlySpan<(int At, int Value)> fields = [(2, file.Length), (10, headers), (14, 40), (18, Side), (22, Side), (26, 24 << 16 | 1)];
        foreach (var (at, value) in fields)
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        return file;
    }

    private sealed class ForgetfulStore : IPictureStore
    {
        public FilingResult File(ArrivedPicture picture) => new(
            new GalleryEntry(
                "", picture.Key, default, GalleryDirection.Received, picture.PeerId, picture.PeerName, picture.FileName, picture.Network,
                picture.Content.Length, picture.Width, picture.Height, picture.Sha256, picture.Repaired),
            WasThere: false);
    }
}
