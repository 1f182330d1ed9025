using PeerSlot.Gallery;
using PeerSlot.Mailslots.Memory;
using PeerSlot.Protocol.Room;

namespace PeerSlot.Exchange;

/// <summary>A network within this process, for the demo: real exchanges, only the wire between them is memory.</summary>
/// <param name="seed">Repeats the same losses.</param>
/// <param name="loss">Part of the messages that is lost at each receiver, 0 to 1.</param>
/// <param name="delay">Of every message.</param>
public sealed class SimulatedNetwork(int seed, double loss, TimeSpan delay, TimeProvider clock) : IDisposable
{
    private readonly MemoryNetwork _network = new(new MemoryNetworkSettings { Seed = seed, Loss = loss, Delay = delay }, clock);

    /// <summary>Somebody new.</summary>
    public static Identity NewIdentity() => EcdsaIdentity.Create();

    /// <summary>A member of the room on a machine of its own.</summary>
    /// <param name="machine">The machine's name.</param>
    public PictureExchange Enter(RoomOptions options, string machine, IPictureStore store) =>
        PictureExchange.Start(options, [new MemoryDriver(_network, machine)], store, clock);

    public void Dispose() => _network.Dispose();
}
