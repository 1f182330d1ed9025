using System.Runtime.InteropServices;

namespace PeerSlot.Mailslots.Lan;

/// <summary>The two calls of Linux that the framework's sockets lack: many datagrams at once, and "not now" without an exception.</summary>
internal static unsafe partial class Libc
{
    // bits/socket.h, the same on every architecture of ours.
    public const int DoNotWait = 0x40;
    public const int WaitForOne = 0x10000;

    // asm-generic/socket.h
    public const int SocketLevel = 1;
    public const int TimestampNanoseconds = 35;

    // asm-generic/errno.h
    public const int Interrupted = 4;
    public const int TryAgain = 11;

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Vector
    {
        public void* Start;
        public nuint Size;
    }

    /// <summary>struct mmsghdr: a struct msghdr, then the bytes that came.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Message
    {
        public Header Head;
        public uint Received;
    }

    /// <summary>struct msghdr.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Header
    {
        public void* Name;
        public uint NameSize;
        public Vector* Vectors;
        public nuint VectorCount;
        public void* Control;
        public nuint ControlSize;
        public int Flags;
    }

    /// <summary>struct cmsghdr with the struct timespec of SCM_TIMESTAMPNS, on 64 bits.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Arrival
    {
        public nuint Size;
        public int Level;
        public int Kind;
        public long Seconds;
        public long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int ReceiveMany(SafeHandle socket, Message* messages, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    public static partial nint SendTo(SafeHandle socket, byte* datagram, nuint size, int flags, byte* address, uint addressSize);
}
