using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Machine;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Machine;

public sealed class SlotWriterTests : IDisposable
{
    private static readonly MailslotPath SlotPath = MailslotPath.Local("slot");
    private readonly BlockingSlots _slots = new();

    public void Dispose() => _slots.Reads.Set();

    // 22
    [Fact]
    public void A_reader_that_does_not_read_costs_the_writer_its_patience_once_and_later_only_the_message()
    {
        using var writer = new SlotWriter(_slots, SlotPath, TimeSpan.FromMilliseconds(20));
        var written = 0;
        while (writer.Write([1]) == Win32Error.Success)
            written++;
        Assert.Equal(SlotWriter.LongestQueue, written);
        _slots.Reads.Set();
        Slots.Until(() => _slots.Written == written, "all that was accepted has left");
        Assert.Equal(Win32Error.Success, writer.Write([2]));
    }

    [Fact]
    public void What_the_kernel_says_of_a_message_is_said_to_its_writer()
    {
        _slots.Reads.Set();
        using var writer = new SlotWriter(_slots, SlotPath, Slots.Patience);
        Assert.Equal(Win32Error.Success, writer.Write([1]));
        _slots.WriteError = Win32Error.InvalidUserBuffer;
        Assert.Equal(Win32Error.InvalidUserBuffer, writer.Write([1]));
    }

    // 26
    [Fact]
    public void A_handle_that_outlived_its_slot_is_opened_again()
    {
        _slots.Reads.Set();
        using var writer = new SlotWriter(_slots, SlotPath, Slots.Patience);
        writer.Write([1]);
        _slots.FailOnce = Win32Error.BrokenPipe;
        Assert.Equal(Win32Error.Success, writer.Write([2]));
        Assert.Equal((2, 2), (_slots.Opened, _slots.Written));
    }

    // 10
    [Fact]
    public void A_slot_that_somebody_has_alone_for_now_is_tried_again()
    {
        _slots.Reads.Set();
        _slots.SharingViolations = 3;
        using var writer = new SlotWriter(_slots, SlotPath, Slots.Patience);
        Assert.Equal(Win32Error.Success, writer.Write([1]));
        Assert.Equal(1, _slots.Written);
    }

    [Fact]
    public void Nobody_is_there_is_said_at_once_and_starts_no_thread()
    {
        _slots.IsThere = false;
        using var writer = new SlotWriter(_slots, SlotPath, Slots.Patience);
        Assert.Equal(Win32Error.FileNotFound, writer.Write([1]));
    }

    [Fact]
    public void Disposing_lets_what_waits_leave()
    {
        var writer = new SlotWriter(_slots, SlotPath, TimeSpan.Zero);
        for (var i = 0; i < 10; i++)
            writer.Write([1]);
        _slots.Reads.Set();
        writer.Dispose();
        Assert.Equal(10, _slots.Written);
    }

    private sealed class BlockingSlots : IMachineSlots, IMachineWriter
    {
        private int _written;

        /// <summary>Writes block until it is set.</summary>
        public ManualResetEventSlim Reads { get; } = new();

        public int Written => Volatile.Read(ref _written);

        public int Opened { get; private set; }

        public bool IsThere { get; set; } = true;

        public int SharingViolations { get; set; }

        public int WriteError { get; set; }

        public int FailOnce { get; set; }

        public string Computer => ".";

        public int LargestRemoteMessage => 0;

        public int TryOpen(MailslotPath path, out IMachineWriter? writer)
        {
            writer = null;
            if (!IsThere)
                return Win32Error.FileNotFound;
            if (SharingViolations-- > 0)
                return Win32Error.SharingViolation;
            Opened++;
            writer = this;
            return Win32Error.Success;
        }

        public int Write(ReadOnlySpan<byte> message)
        {
            Reads.Wait();
            if (FailOnce != 0)
            {
                var error = FailOnce;
                FailOnce = 0;
                return error;
            }

            if (WriteError != 0)
                return WriteError;
            Interlocked.Increment(ref _written);
            return Win32Error.Success;
        }

        public int TryCreate(string name, int maximumMessageSize, out IMachineSlot? slot) => throw new NotSupportedException();

        public MailslotException Failure(int error, MailslotPath path) => throw new NotSupportedException();

        public void RemoteWriteFailed(int error) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
