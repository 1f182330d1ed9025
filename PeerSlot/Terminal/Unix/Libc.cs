using System.Runtime.InteropServices;

namespace PeerSlot.Terminal.Unix;

/// <summary>The C library, for what a terminal needs; numbers that differ between Linux and macOS are properties.</summary>
internal static unsafe partial class Libc
{
    public const int Interrupted = 4; // EINTR
    public const short PollIn = 1;
    public const short PollOut = 4;
    public const short PollError = 8;
    public const short PollHangUp = 16;
    public const int Now = 0; // TCSANOW

    /// <summary>A struct termios is 60 bytes on Linux (glibc and musl) and 72 on macOS; its fields are left to cfmakeraw.</summary>
    public const int TermiosSize = 256;

    public static int Again => OperatingSystem.IsMacOS() ? 35 : 11;

    public static int FlushInput => OperatingSystem.IsMacOS() ? 1 : 0; // TCIFLUSH

    public static int TerminalStop => OperatingSystem.IsMacOS() ? 18 : 20; // SIGTSTP

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "isatty")]
    public static partial int IsTerminal(int file);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    public static partial int GetAttributes(int file, byte* termios);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    public static partial int SetAttributes(int file, int when, byte* termios);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(byte* termios);

    [LibraryImport("libc", EntryPoint = "tcflush")]
    public static partial int Flush(int file, int queue);

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);

    public static bool TryGetWindow(int file, out WindowSize size)
    {
        size = default;
        fixed (WindowSize* pointer = &size)
        {
            if (!OperatingSystem.IsMacOS())
                return Ioctl(file, 0x5413, pointer) == 0;

            // A variadic argument is on the stack on arm64 macOS, where the ninth of a plain call is too; x86-64 takes the third.
            const nuint Request = 0x40087468;
            return RuntimeInformation.ProcessArchitecture == Architecture.Arm64
                ? Ioctl(file, Request, 0, 0, 0, 0, 0, 0, pointer) == 0
                : Ioctl(file, Request, pointer) == 0;
        }
    }

    /// <summary>A pipe that programs started by us do not inherit, where the system can promise it (macOS has no pipe2).</summary>
    public static bool TryOpenPipe(out int readEnd, out int writeEnd)
    {
        const int CloseOnExec = 0x80000;
        var ends = stackalloc int[2];
        var opened = (OperatingSystem.IsMacOS() ? Pipe(ends) : Pipe2(ends, CloseOnExec)) == 0;
        (readEnd, writeEnd) = (ends[0], ends[1]);
        return opened;
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ioctl(int file, nuint request, WindowSize* size);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ioctl(int file, nuint request, nint a, nint b, nint c, nint d, nint e, nint f, WindowSize* size);

    [LibraryImport("libc", EntryPoint = "pipe")]
    private static partial int Pipe(int* ends);

    [LibraryImport("libc", EntryPoint = "pipe2")]
    private static partial int Pipe2(int* ends, int flags);

    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int File;
        public short Events;
        public short Returned;
    }

    /// <summary>struct winsize of tty_ioctl(4).</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort PixelWidth;
        public ushort PixelHeight;
    }
}
