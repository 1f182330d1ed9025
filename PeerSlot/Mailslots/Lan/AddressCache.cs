using System.Net;
using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

/// <summary>One <see cref="LanAddress"/> a source instead of one a datagram. For one thread.</summary>
internal sealed class AddressCache
{
    /// <summary>Sources. A lab has fewer; forged sources beyond it only cost the cache.</summary>
    private const int Capacity = 1_024;

    private readonly Dictionary<SocketAddress, LanAddress> _known = [];
    private readonly IPEndPoint _factory;

    public AddressCache(AddressFamily family) => _factory = new IPEndPoint(family == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);

    public LanAddress Get(SocketAddress source)
    {
        if (_known.TryGetValue(source, out var address))
            return address;
        if (_known.Count >= Capacity)
            _known.Clear();

        // The receive call overwrites its SocketAddress, so the key is a copy.
        var endPoint = (IPEndPoint)_factory.Create(source);
        address = new LanAddress(endPoint);
        _known.Add(endPoint.Serialize(), address);
        return address;
    }
}
