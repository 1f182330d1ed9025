using System.Net.Sockets;
using PeerSlot.Mailslots.Machine;

namespace PeerSlot.Mailslots.Local;

/// <summary>A socket that is connected to a slot's.</summary>
internal sealed class LocalWriter : IMachineWriter
{
    private readonly Socket _socket;

    private LocalWriter(Socket socket) => _socket = socket;

    public static int TryConnect(string path, out IMachineWriter? writer)
    {
        writer = null;
        if (!File.Exists(path))
            return Win32Error.FileNotFound;
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            writer = new LocalWriter(socket);
            return Win32Error.Success;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            return Win32(e.SocketErrorCode);
        }
    }

    public int Write(ReadOnlySpan<byte> message)
    {
        _socket.Send(message, SocketFlags.None, out var error);
        return Win32(error);
    }

    /// <summary>Does not wait for room.</summary>
    public void WriteNow(ReadOnlySpan<byte> message)
    {
        _socket.Blocking = false;
        _socket.Send(message, SocketFlags.None, out _);
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>A socket's file whose owner has died refuses: there is no such slot.</summary>
    private static int Win32(SocketError error) => error switch
    {
        SocketError.Success => Win32Error.Success,
        SocketError.AccessDenied => Win32Error.AccessDenied,
        SocketError.MessageSize or SocketError.NoBufferSpaceAvailable => Win32Error.InvalidUserBuffer,
        _ => Win32Error.FileNotFound,
    };
}
