using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace PeerSlot.Mailslots.Lan;

/// <summary>
/// As many datagrams a call as wait, up to <see cref="Most"/> (recvmmsg(2)). While a stream comes in, the thread sleeps after each call: the
/// socket's buffer holds many, and waking up once for twenty datagrams instead of twenty times is most of what receiving costs.
/// </summary>
internal sealed unsafe class LinuxDatagrams : IDatagramSource
{
    /// <summary>Datagrams a call. 32 are 3.7 ms at 100 Mbit/s.</summary>
    private const int Most = 32;

    /// <summary>Bytes of struct sockaddr_in6, the larger one.</summary>
    private const int AddressSize = 28;

    /// <summary>So many at once are a stream, not a conversation.</summary>
    private const int Stream = 3;

    /// <summary>Milliseconds; three threads wake up for what came meanwhile.</summary>
    private const int Nap = 2;

    /// <summary>Bytes that a socket must hold for a nap: twice what a gigabit link brings meanwhile.</summary>
    private const int RoomForANap = 512 * 1024;

    private readonly Socket _socket;
    private readonly AddressCache _addresses;
    private readonly SocketAddress _source;
    private readonly bool _mayNap;
    private readonly byte* _buffers;
    private readonly byte* _names;
    private readonly Libc.Arrival* _arrivals;
    private readonly Libc.Message* _messages;
    private readonly Libc.Vector* _vectors;
    private int _count;
    private long _received;
    private DateTime _receivedAt;

    private LanAddress? _last;
    private readonly byte[] _lastName = new byte[AddressSize];

    public LinuxDatagrams(Socket socket)
    {
        _socket = socket;
        _addresses = new AddressCache(socket.AddressFamily);
        _source = new SocketAddress(socket.AddressFamily);
        _mayNap = socket.ReceiveBufferSize >= RoomForANap;
        // Of these 2 MiB the system gives only the pages that datagrams touch.
        _buffers = (byte*)NativeMemory.Alloc(Most, MailslotLimits.LargestMessage);
        _names = (byte*)NativeMemory.AllocZeroed(Most, AddressSize);
        _arrivals = (Libc.Arrival*)NativeMemory.AllocZeroed(Most, (nuint)sizeof(Libc.Arrival));
        _messages = (Libc.Message*)NativeMemory.AllocZeroed(Most, (nuint)sizeof(Libc.Message));
        _vectors = (Libc.Vector*)NativeMemory.Alloc(Most, (nuint)sizeof(Libc.Vector));
        for (var i = 0; i < Most; i++)
        {
            _vectors[i] = new Libc.Vector { Start = _buffers + (nint)i * MailslotLimits.LargestMessage, Size = MailslotLimits.LargestMessage };
            _messages[i].Head = new Libc.Header
            {
                Name = _names + i * AddressSize, Vectors = _vectors + i, VectorCount = 1, Control = _arrivals + i,
            };
        }

        AskForArrivals(socket);
    }

    public ReadOnlySpan<byte> this[int datagram] => new(_vectors[datagram].Start, (int)_messages[datagram].Received);

    public int Receive()
    {
        if (_mayNap && _count >= Stream)
            Thread.Sleep(Nap);
        for (var i = 0; i < Most; i++)
            (_messages[i].Head.NameSize, _messages[i].Head.ControlSize) = (AddressSize, (nuint)sizeof(Libc.Arrival));
        _count = Libc.ReceiveMany(_socket.SafeHandle, _messages, Most, Libc.WaitForOne, null);
        (_received, _receivedAt) = (Stopwatch.GetTimestamp(), DateTime.UtcNow);
        return Math.Max(0, _count);
    }

    public LanAddress OriginOf(int datagram)
    {
        var name = new ReadOnlySpan<byte>(_messages[datagram].Head.Name, _source.Size);
        if (_last is not null && name.SequenceEqual(_lastName.AsSpan(0, name.Length)))
            return _last;
        name.CopyTo(_lastName);
        name.CopyTo(_source.Buffer.Span);
        return _last = _addresses.Get(_source);
    }

    /// <summary>The system tells it by the wall clock, which may be set meanwhile: more than a second is nonsense.</summary>
    public long ArrivalOf(int datagram)
    {
        ref var arrival = ref _arrivals[datagram];
        if (_messages[datagram].Head.ControlSize < (nuint)sizeof(Libc.Arrival)
            || (arrival.Level, arrival.Kind) != (Libc.SocketLevel, Libc.TimestampNanoseconds))
            return 0;
        var waited = _receivedAt.Ticks - DateTime.UnixEpoch.Ticks - (arrival.Seconds * TimeSpan.TicksPerSecond + arrival.Nanoseconds / 100);
        return waited is >= 0 and < TimeSpan.TicksPerSecond ? _received - waited * Stopwatch.Frequency / TimeSpan.TicksPerSecond : 0;
    }

    /// <summary>How long a datagram waits for this thread says nothing of the network.</summary>
    private static void AskForArrivals(Socket socket)
    {
        try
        {
            socket.SetRawSocketOption(Libc.SocketLevel, Libc.TimestampNanoseconds, [1, 0, 0, 0]);
        }
        catch (SocketException)
        {
            // A kernel in a sandbox may not know it: what comes then counts from when it is read.
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_buffers);
        NativeMemory.Free(_names);
        NativeMemory.Free(_arrivals);
        NativeMemory.Free(_messages);
        NativeMemory.Free(_vectors);
    }
}
