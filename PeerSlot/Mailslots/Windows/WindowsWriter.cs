using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using PeerSlot.Mailslots.Machine;

namespace PeerSlot.Mailslots.Windows;

/// <summary>The kernel's writing end, opened so that others can write beside it (rules 9 and 10).</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsWriter : IMachineWriter
{
    private nint _handle;

    private WindowsWriter(nint handle) => _handle = handle;

    public static int TryOpen(string path, out IMachineWriter? writer)
    {
        var handle = Kernel32.CreateFile(
            path, Kernel32.GenericWrite, Kernel32.FileShareRead | Kernel32.FileShareWrite, 0, Kernel32.OpenExisting, Kernel32.FileAttributeNormal, 0);
        writer = handle == Kernel32.InvalidHandle ? null : new WindowsWriter(handle);
        return writer is null ? Marshal.GetLastPInvokeError() : Win32Error.Success;
    }

    public int Write(ReadOnlySpan<byte> message)
    {
        // An empty span is a null pointer, which a kernel may take for a fault; zero bytes are a message (rule 17).
        ReadOnlySpan<byte> buffer = message.IsEmpty ? [0] : message;
        return Kernel32.WriteFile(_handle, buffer, (uint)message.Length, out _, 0) ? Win32Error.Success : Marshal.GetLastPInvokeError();
    }

    public void Dispose()
    {
        var handle = Interlocked.Exchange(ref _handle, Kernel32.InvalidHandle);
        if (handle != Kernel32.InvalidHandle)
            Kernel32.CloseHandle(handle);
    }
}
