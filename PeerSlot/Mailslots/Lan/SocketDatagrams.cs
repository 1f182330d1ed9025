using System.Net;
using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

/// <summary>One datagram a call, by the framework's sockets.</summary>
internal sealed class SocketDatagrams : IDatagramSource
{
    private readonly Socket _socket;
    private readonly AddressCache _addresses;
    private readonly SocketAddress _source;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(MailslotLimits.LargestMessage, pinned: true);
    private int _size;

    public SocketDatagrams(Socket socket)
    {
        _socket = socket;
        _addresses = new AddressCache(socket.AddressFamily);
        _source = new SocketAddress(socket.AddressFamily);
    }

    public ReadOnlySpan<byte> this[int datagram] => _buffer.AsSpan(0, _size);

    public int Receive()
    {
        try
        {
            _size = _socket.ReceiveFrom(_buffer, SocketFlags.None, _source);
            return 1;
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    public LanAddress OriginOf(int datagram) => _addresses.Get(_source);

    public void Dispose()
    {
    }
}
