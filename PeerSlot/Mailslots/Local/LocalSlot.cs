using System.Net.Sockets;
using PeerSlot.Mailslots.Machine;

namespace PeerSlot.Mailslots.Local;

/// <summary>The socket that is a slot, with the lock that makes it this process' own.</summary>
internal sealed class LocalSlot : IMachineSlot
{
    private readonly Socket _socket;
    private readonly string _path;
    private readonly SlotLock _ownership;

    private LocalSlot(Socket socket, string path, SlotLock ownership) => (_socket, _path, _ownership) = (socket, path, ownership);

    /// <exception cref="SocketException">The socket's file cannot be made; the lock is free again.</exception>
    public static LocalSlot Bind(string path, SlotLock ownership)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            // Left by an owner that died; who has the lock may.
            File.Delete(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            return new LocalSlot(socket, path, ownership);
        }
        catch
        {
            socket.Dispose();
            ownership.Dispose();
            throw;
        }
    }

    public MachineRead Read(Span<byte> buffer, out int size)
    {
        size = _socket.Receive(buffer, SocketFlags.None, out var error);
        return error switch
        {
            SocketError.Success => MachineRead.Message,
            SocketError.Interrupted => MachineRead.Nothing,
            _ => MachineRead.Ended,
        };
    }

    /// <summary>A message of no bytes to ourselves: a socket that is closed under its reader may be somebody else's by the time it is read.</summary>
    public void Interrupt()
    {
        if (LocalWriter.TryConnect(_path, out var self) != Win32Error.Success)
            return;

        // A full socket need not be woken, and must not hold us.
        ((LocalWriter)self!).WriteNow([]);
        self.Dispose();
    }

    public void Dispose()
    {
        File.Delete(_path);
        _socket.Dispose();
        _ownership.Dispose();
    }
}
