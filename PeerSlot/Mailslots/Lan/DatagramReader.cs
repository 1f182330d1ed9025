using System.Net;
using System.Net.Sockets;

namespace PeerSlot.Mailslots.Lan;

/// <summary>One blocking thread that takes datagrams from a socket and puts their messages into slots. It owns the socket.</summary>
internal sealed class DatagramReader : IDisposable
{
    /// <summary>Bytes of stack: the loop is three calls deep.</summary>
    private const int StackSize = 256 * 1024;

    private readonly Socket _socket;
    private readonly LanSlots _slots;
    private readonly Thread _thread;
    private volatile bool _closed;

    public DatagramReader(Socket socket, string name, LanSlots slots)
    {
        (_socket, _slots) = (socket, slots);
        _thread = new Thread(Run, StackSize) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Closing the socket ends a receive call that waits (Linux: the framework disconnects it first).</summary>
    public void Dispose()
    {
        _closed = true;
        _socket.Dispose();
        _thread.Join();
    }

    private void Run()
    {
        var isV4 = _socket.AddressFamily == AddressFamily.InterNetwork;
        var addresses = new AddressCache(new IPEndPoint(isV4 ? IPAddress.Any : IPAddress.IPv6Any, 0));
        var source = new SocketAddress(_socket.AddressFamily);
        var buffer = GC.AllocateUninitializedArray<byte>(MailslotLimits.LargestMessage, pinned: true);
        while (!_closed)
        {
            if (TryReceive(buffer, source, out var size) && _slots.TryFind(buffer.AsSpan(0, size), out var queue, out var message))
                queue!.TryAdd(message, addresses.Get(source));
        }
    }

    private bool TryReceive(Span<byte> buffer, SocketAddress source, out int size)
    {
        size = 0;
        try
        {
            size = _socket.ReceiveFrom(buffer, SocketFlags.None, source);
            return true;
        }
        catch (ObjectDisposedException)
        {
            _closed = true;
        }
        catch (SocketException)
        {
            // A card that went away, or the end. The pause keeps a lasting fault from eating a core.
            if (!_closed)
                Thread.Sleep(10);
        }

        return false;
    }
}
