using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using PeerSlot.Mailslots.Machine;

namespace PeerSlot.Mailslots.Windows;

/// <summary>The kernel's reading end.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSlot : IMachineSlot
{
    /// <summary>Milliseconds; a read that nothing else can end ends with it.</summary>
    private const uint ReadTimeout = 5_000;

    /// <summary>Bytes. A message that came in although its size is forbidden (rule 20) is taken out; one larger than this closes the slot.</summary>
    private const int LargestDiscarded = 16 * 1024 * 1024;

    /// <summary>Milliseconds for a read that was about to wait when the slot was interrupted.</summary>
    private const int InterruptLimit = 200;

    private readonly string _path;
    private nint _handle;
    private volatile bool _interrupted;

    private WindowsSlot(string path, nint handle) => (_path, _handle) = (path, handle);

    public static int TryCreate(string path, int maximumMessageSize, out IMachineSlot? slot)
    {
        var handle = Kernel32.CreateMailslot(path, (uint)maximumMessageSize, ReadTimeout, 0);
        slot = handle == Kernel32.InvalidHandle ? null : new WindowsSlot(path, handle);
        return slot is null ? Marshal.GetLastPInvokeError() : Win32Error.Success;
    }

    public MachineRead Read(Span<byte> buffer, out int size)
    {
        size = 0;

        // The size first: Wine 8 cuts off what does not fit and Windows leaves it in the slot (rule 16). The count is never looked at (rule 18).
        if (!Kernel32.GetMailslotInfo(_handle, out _, out var next, out _, out _))
            return MachineRead.Ended;
        if (next != Kernel32.NoMessage && next > buffer.Length)
            return Discard(next);
        if (Kernel32.ReadFile(_handle, buffer, (uint)buffer.Length, out var read, 0))
        {
            size = (int)read;
            return MachineRead.Message;
        }

        return Marshal.GetLastPInvokeError() switch
        {
            // Wine 8 says so of a message of no bytes (rule 17). Of an empty slot it says so only to a read of no bytes (rule 14).
            Win32Error.BrokenPipe => MachineRead.Message,
            Win32Error.SemaphoreTimeout or Win32Error.InsufficientBuffer when !_interrupted => MachineRead.Nothing,
            _ => MachineRead.Ended,
        };
    }

    /// <summary>
    /// A message of no bytes to ourselves wakes the reader on every Windows. A program that has the writing end alone (rule 10, Wine 8) can
    /// forbid that; then closing the handle ends the read, at once or, on Wine, with its timeout (rule 28).
    /// </summary>
    public void Interrupt()
    {
        if (WindowsWriter.TryOpen(_path, out var self) == Win32Error.Success)
        {
            self!.Write([]);
            self.Dispose();
            return;
        }

        // A read that begins after this does not wait, and so never meets a handle that is somebody else's by then.
        Kernel32.SetMailslotInfo(_handle, 0);
        _interrupted = true;
        Thread.Sleep(InterruptLimit);
        Close();
    }

    public void Dispose()
    {
        _interrupted = true;
        Close();
    }

    private void Close()
    {
        var handle = Interlocked.Exchange(ref _handle, Kernel32.InvalidHandle);
        if (handle != Kernel32.InvalidHandle)
            Kernel32.CloseHandle(handle);
    }

    private MachineRead Discard(uint size)
    {
        if (size > LargestDiscarded)
            return MachineRead.Ended;
        var buffer = ArrayPool<byte>.Shared.Rent((int)size);
        var isGone = Kernel32.ReadFile(_handle, buffer, (uint)buffer.Length, out _, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return isGone ? MachineRead.Nothing : MachineRead.Ended;
    }
}
