using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PeerSlot.Mailslots.Windows;

/// <summary>The mailslot API as winbase.h and fileapi.h declare it. Handles are bare: a slot must be closable under its reader (rule 28).</summary>
[SupportedOSPlatform("windows")]
internal static partial class Kernel32
{
    public const nint InvalidHandle = -1;
    public const uint GenericWrite = 0x4000_0000;
    public const uint FileShareRead = 1;
    public const uint FileShareWrite = 2;
    public const uint OpenExisting = 3;
    public const uint FileAttributeNormal = 0x80;

    /// <summary>MAILSLOT_NO_MESSAGE, in the place of the next message's size.</summary>
    public const uint NoMessage = uint.MaxValue;

    [LibraryImport("kernel32", EntryPoint = "CreateMailslotW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial nint CreateMailslot(string name, uint maximumMessageSize, uint readTimeout, nint security);

    [LibraryImport("kernel32", EntryPoint = "CreateFileW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial nint CreateFile(string name, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool WriteFile(nint file, ReadOnlySpan<byte> buffer, uint size, out uint written, nint overlapped);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ReadFile(nint file, Span<byte> buffer, uint size, out uint read, nint overlapped);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool GetMailslotInfo(
        nint slot, out uint maximumMessageSize, out uint nextSize, out uint messageCount, out uint readTimeout);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetMailslotInfo(nint slot, uint readTimeout);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool CloseHandle(nint handle);
}
