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
        using var source = IDatagramSource.Of(_socket);
        while (!_closed)
        {
            var count = TryReceive(source);
            SlotQueue? last = null;
            for (var i = 0; i < count; i++)
            {
                if (!_slots.TryFind(source[i], out var queue, out var message))
                    continue;
                if (last != queue)
                    last?.Wake();
                last = queue;
                queue!.TryAdd(message, source.OriginOf(i), wakes: false, source.ArrivalOf(i));
            }

            last?.Wake();
        }
    }

    private int TryReceive(IDatagramSource source)
    {
        try
        {
            var count = source.Receive();
            // A card that went away, or the end. The pause keeps a lasting fault from eating a core.
            if (count == 0 && !_closed)
                Thread.Sleep(10);
            return count;
        }
        catch (ObjectDisposedException)
        {
            _closed = true;
            return 0;
        }
    }
}
