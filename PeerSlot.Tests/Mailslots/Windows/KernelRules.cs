using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Machine;
using PeerSlot.Mailslots.Windows;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Windows;

/// <summary>A test that needs Windows' kernel: run by PeerSlot.Tests.Wine, not by xunit.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuleAttribute(int number) : Attribute
{
    public int Number => number;
}

/// <summary>
/// What the kernel itself does, which the driver is built on, by the rules' numbers. Where Wine 8 differs from Windows, the test says what each does;
/// the driver takes both.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed partial class KernelRules : IDisposable
{
    private static int _count;
    private readonly string _path = $@"\\.\mailslot\peerslot-kernel-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";
    private readonly List<nint> _handles = [];

    public static bool IsWine { get; } =
        NativeLibrary.TryLoad("ntdll.dll", out var ntdll) && NativeLibrary.TryGetExport(ntdll, "wine_get_version", out _);

    public void Dispose()
    {
        foreach (var handle in _handles)
            Kernel32.CloseHandle(handle);
    }

    [Rule(1)]
    public void Rule_1_a_path_without_mailslot_is_error_123() => Assert.Equal(Win32Error.InvalidName, ErrorOfCreate("blah"));

    [Rule(4)]
    public void Rule_4_a_name_is_taken_once_in_any_letter_case()
    {
        Create();
        Assert.Equal(Win32Error.AlreadyExists, ErrorOfCreate(_path.ToUpperInvariant()));
    }

    [Rule(5)]
    public void Rule_5_opening_a_slot_that_is_not_there_is_error_2() => Assert.Equal(Win32Error.FileNotFound, ErrorOfOpen(share: 3));

    [Rule(6)]
    public void Rule_6_opening_everybody_gives_a_handle_or_says_that_there_are_no_remote_mailslots()
    {
        var error = WindowsWriter.TryOpen(@"\\*\mailslot\peerslot-kernel", out var writer);
        writer?.Dispose();
        if (IsWine)
            Assert.Equal(Win32Error.PathNotFound, error);
        else
            Assert.Contains(error, new[] { Win32Error.Success, Win32Error.RemoteMailslotsDeprecated });
    }

    [Rule(9)]
    public void Rule_9_a_writer_that_shares_nothing_is_error_32_on_wine_and_opens_on_windows()
    {
        Create();
        Assert.Equal(IsWine ? Win32Error.SharingViolation : Win32Error.Success, ErrorOfOpen(share: 0));
    }

    [Rule(10)]
    public void Rule_10_a_second_writer_that_shares_reading_only_is_error_32_on_wine_and_opens_on_windows()
    {
        Create();
        Assert.Equal(Win32Error.Success, ErrorOfOpen(share: 1));
        Assert.Equal(IsWine ? Win32Error.SharingViolation : Win32Error.Success, ErrorOfOpen(share: 1));
    }

    [Rule(10)]
    public void Rule_10_two_writers_that_share_both_open()
    {
        Create();
        Assert.Equal(Win32Error.Success, ErrorOfOpen(share: 3));
        Assert.Equal(Win32Error.Success, ErrorOfOpen(share: 3));
    }

    [Rule(12)]
    public void Rule_12_a_server_cannot_write_its_own_slot()
    {
        Assert.False(Kernel32.WriteFile(Create(), "x"u8, 1, out _, 0));
        Assert.Equal(Win32Error.AccessDenied, Marshal.GetLastPInvokeError());
    }

    [Rule(13)]
    public void Rule_13_reading_an_empty_slot_without_waiting_is_error_121() =>
        Assert.Equal((-1, Win32Error.SemaphoreTimeout), Read(Create(timeout: 0), 10));

    [Rule(14)]
    public void Rule_14_reading_no_bytes_of_an_empty_slot_is_error_109_on_wine_and_121_on_windows() =>
        Assert.Equal((-1, IsWine ? Win32Error.BrokenPipe : Win32Error.SemaphoreTimeout), Read(Create(timeout: 0), 0));

    [Rule(16)]
    public void Rule_16_a_buffer_that_is_too_small_cuts_the_message_off_on_wine_and_leaves_it_on_windows()
    {
        var slot = Create(timeout: 0);
        Write("12345");
        Assert.Equal(IsWine ? (2, 0) : (-1, Win32Error.InsufficientBuffer), Read(slot, 2));
        Assert.Equal(IsWine ? Kernel32.NoMessage : 5, Info(slot).Next);
    }

    [Rule(17)]
    public void Rule_17_a_message_of_no_bytes_is_read_with_error_109_on_wine_and_without_on_windows()
    {
        var slot = Create(timeout: 0);
        Write("");
        Assert.Equal((0u, IsWine ? 0u : 1u), Info(slot));
        Assert.Equal(IsWine ? (-1, Win32Error.BrokenPipe) : (0, 0), Read(slot, 10));
        Assert.Equal(Kernel32.NoMessage, Info(slot).Next);
    }

    [Rule(18)]
    public void Rule_18_three_messages_are_counted_as_one_on_wine_and_as_three_on_windows()
    {
        var slot = Create(timeout: 0);
        foreach (var text in new[] { "1", "22", "333" })
            Write(text);
        Assert.Equal((1u, IsWine ? 1u : 3u), Info(slot));
    }

    [Rule(19)]
    public void Rule_19_a_timeout_that_is_set_shows_at_once()
    {
        var slot = Create(timeout: 1234);
        Assert.True(Kernel32.SetMailslotInfo(slot, 77));
        Assert.True(Kernel32.GetMailslotInfo(slot, out _, out _, out _, out var timeout));
        Assert.Equal(77u, timeout);
    }

    [Rule(20)]
    public void Rule_20_a_message_larger_than_the_slot_takes_arrives_on_wine()
    {
        var slot = Create(timeout: 0, maximumMessageSize: 10);
        Assert.Equal(Win32Error.Success, WindowsWriter.TryOpen(_path, out var writer));
        using (writer)
        {
            var error = writer!.Write("eleven byte"u8);

            // Wine 8 announces it cut off and then gives it whole.
            if (IsWine)
                Assert.Equal((Win32Error.Success, 10u, (11, 0)), (error, Info(slot).Next, Read(slot, 100)));
            else
                Assert.Contains(error, new[] { Win32Error.Success, Win32Error.InvalidParameter, Win32Error.InvalidUserBuffer });
        }
    }

    [Rule(22)]
    public void Rule_22_a_writer_without_a_reader_blocks_on_wine_and_never_on_windows()
    {
        var slot = Create(timeout: 0);
        Assert.Equal(Win32Error.Success, WindowsWriter.TryOpen(_path, out var writer));
        var written = 0;
        var thread = new Thread(() =>
        {
            for (; written < 500; written++)
                writer!.Write(new byte[300]);
        }) { IsBackground = true };
        thread.Start();

        // Blocked is when it stands still; on Windows it is through at once.
        var ended = thread.Join(TimeSpan.FromSeconds(2));
        Assert.Equal(!IsWine, ended);
        while (Read(slot, 1000).Size == 300 || !thread.Join(10))
            continue;
        Assert.Equal(500, written);
        writer!.Dispose();
    }

    [Rule(26)]
    public void Rule_26_a_writer_keeps_the_name_of_a_closed_slot_taken_on_wine()
    {
        var slot = Create();
        Assert.Equal(Win32Error.Success, WindowsWriter.TryOpen(_path, out var writer));
        Kernel32.CloseHandle(slot);
        _handles.Clear();
        if (IsWine)
        {
            Assert.Equal(Win32Error.AlreadyExists, ErrorOfCreate(_path));
            Assert.Equal(Win32Error.Success, writer!.Write("unheard"u8));
        }

        writer!.Dispose();
        Create();
    }

    [Rule(28)]
    public void Rule_28_a_read_that_waits_ends_when_its_slot_is_closed_though_on_wine_perhaps_only_with_its_timeout()
    {
        var slot = Create(timeout: 1_000);
        _handles.Clear();
        var result = (Size: 0, Error: 0);
        using var reading = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            reading.Set();
            result = Read(slot, 10);
        }) { IsBackground = true };
        thread.Start();
        reading.Wait();
        Thread.Sleep(200); // Nothing tells that a thread is inside the kernel; too early a close is error 6 just the same.
        Kernel32.CloseHandle(slot);
        Assert.True(thread.Join(Slots.Patience), "The read did not end.");
        Assert.Equal(-1, result.Size);
        if (IsWine)
            Assert.Contains(result.Error, new[] { Win32Error.InvalidHandle, Win32Error.SemaphoreTimeout });
    }

    private nint Create(uint timeout = 0, uint maximumMessageSize = 0)
    {
        var handle = Kernel32.CreateMailslot(_path, maximumMessageSize, timeout, 0);
        Assert.True(handle != Kernel32.InvalidHandle, $"{_path}: error {Marshal.GetLastPInvokeError()}");
        _handles.Add(handle);
        return handle;
    }

    private int ErrorOfCreate(string path)
    {
        var handle = Kernel32.CreateMailslot(path, 0, 0, 0);
        return ErrorOf(handle);
    }

    private int ErrorOfOpen(uint share) =>
        ErrorOf(Kernel32.CreateFile(_path, Kernel32.GenericWrite, share, 0, Kernel32.OpenExisting, Kernel32.FileAttributeNormal, 0));

    private int ErrorOf(nint handle)
    {
        if (handle == Kernel32.InvalidHandle)
            return Marshal.GetLastPInvokeError();
        _handles.Add(handle);
        return Win32Error.Success;
    }

    private void Write(string text)
    {
        Assert.Equal(Win32Error.Success, WindowsWriter.TryOpen(_path, out var writer));
        using (writer)
            Assert.Equal(Win32Error.Success, writer!.Write(Encoding.ASCII.GetBytes(text)));
    }

    private static (int Size, int Error) Read(nint slot, int size) =>
        Kernel32.ReadFile(slot, new byte[Math.Max(1, size)], (uint)size, out var read, 0) ? ((int)read, 0) : (-1, Marshal.GetLastPInvokeError());

    private static (uint Next, uint Count) Info(nint slot)
    {
        Assert.True(Kernel32.GetMailslotInfo(slot, out _, out var next, out var count, out _));
        return (next, count);
    }
}
