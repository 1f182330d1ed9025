using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Png;

namespace PeerSlot.Commands.Demo;

/// <summary>
/// A room of simulated peers in this process, on a lossy memory network: real exchanges with real protocol machines, only the network is not. They
/// come one after the other, send what they painted, and answer a picture with its mirror image.
/// </summary>
internal sealed class DemoRoom : IDisposable
{
    /// <summary>Three in a hundred: enough that repair is seen at work.</summary>
    private const double Loss = 0.03;

    /// <summary>As on a lab's wire with a switch that has something to do.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(2);

    private static readonly string[] Names = ["ada", "boris", "chen", "dana", "emil"];
    private readonly SimulatedNetwork _network;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peerslot-demo-");
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _over = new();
    private readonly List<Thread> _threads = [];

    public DemoRoom(CommandContext context, int seed)
    {
        _clock = context.Clock;
        _network = new SimulatedNetwork(seed, Loss, Delay, _clock);
        Gallery = PictureGallery.Open(Path.Combine(_folder.FullName, "you"), new GallerySettings(), _clock);
        You = Join(context.Settings.Name.Length > 0 ? context.Settings.Name : "you", Gallery, seed);
        for (var i = 0; i < Names.Length; i++)
        {
            var peer = i;
            var thread = new Thread(() => Live(peer, seed)) { IsBackground = true, Name = $"demo {Names[i]}" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>The person's own place in the room.</summary>
    public PictureExchange You { get; }

    /// <summary>What the person received; gone with the demo.</summary>
    public PictureGallery Gallery { get; }

    public void Dispose()
    {
        _over.Cancel();
        foreach (var thread in _threads)
            thread.Join();
        You.Dispose();
        _network.Dispose();
        _over.Dispose();
        _folder.Delete(recursive: true);
    }

    private PictureExchange Join(string name, PictureGallery gallery, int seed)
    {
        var random = new Random(HashCode.Combine(seed, name.Length, name[0]));
        var options = new RoomOptions
        {
            Identity = SimulatedNetwork.NewIdentity(), Nickname = name, RoomName = "demo", Seed = random.Next(), Session = (ulong)random.NextInt64(),
            Challenge = (ulong)random.NextInt64(),
        };
        return _network.Enter(options, name, gallery);
    }

    /// <summary>A simulated peer's life: it comes, sends its picture, then answers what it gets.</summary>
    private void Live(int index, int seed)
    {
        if (Pause(TimeSpan.FromMilliseconds(100 + 250 * index)))
            return;
        var name = Names[index];
        var gallery = PictureGallery.Open(Path.Combine(_folder.FullName, name), new GallerySettings(), _clock);
        using var room = Join(name, gallery, seed);
        if (Pause(TimeSpan.FromMilliseconds(300 + 900 * index)))
            return;
        var (fileName, paint) = DemoPictures.All[index];
        room.Send(PngEncoder.Encode(paint()), fileName, to: null);
        Answer(room);
    }

    private void Answer(PictureExchange room)
    {
        try
        {
            while (room.News.WaitToReadAsync(_over.Token).AsTask().GetAwaiter().GetResult())
            {
                while (room.News.TryRead(out var news))
                {
                    if (news is not FiledNews { Entry: var entry } || entry.PeerId != You.Id)
                        continue;
                    if (Pause(TimeSpan.FromMilliseconds(700)))
                        return;
                    var picture = PictureFile.Decode(File.ReadAllBytes(entry.Path), PictureLimits.Default);
                    room.Send(PngEncoder.Encode(DemoPictures.Mirror(picture)), $"mirror of {entry.FileName}", [You.Id]);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The demo is over.
        }
        catch (PictureException)
        {
            // A simulated peer that cannot read a picture has nothing to answer.
        }
    }

    /// <summary>True when the demo ended meanwhile.</summary>
    private bool Pause(TimeSpan time) => _over.Token.WaitHandle.WaitOne(time);
}
