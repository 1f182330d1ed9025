using PeerSlot.Exchange;
using PeerSlot.Mailslots;
using PeerSlot.Protocol;
using PeerSlot.Protocol.Wire;
using Xunit;

namespace PeerSlot.Tests.Exchange;

/// <summary>From a slot to the loop: on the driver's thread where it has one, and with one call for all that came together.</summary>
public sealed class SlotReaderTests : IDisposable
{
    private static readonly SessionId Own = new(7);

    private readonly LoopInbox _inbox = new();
    private readonly byte[] _buffer = new byte[WireLimits.MaximumMessage];
    private readonly InboxLane _lane;

    public SlotReaderTests() => _lane = _inbox.OpenLane(WellKnownSlot.Pictures, 0, "test");

    public void Dispose()
    {
        _inbox.Close();
        _inbox.Dispose();
    }

    [Fact]
    public void The_loop_is_called_once_for_what_came_together_and_not_before_all_of_it_is_there()
    {
        for (var i = 0; i < 3; i++)
            Assert.True(_lane.TryPost(MessageOf(1), Somebody.Instance, 0));
        Assert.False(IsCalled());
        _lane.Wake();
        Assert.True(IsCalled());
        _lane.Wake();
        Assert.False(IsCalled());
    }

    [Fact]
    public void A_loop_that_still_has_something_to_take_is_not_called()
    {
        _lane.TryPost(MessageOf(1), Somebody.Instance, 0);
        _lane.Wake();
        Assert.True(IsCalled());
        _lane.TryPost(MessageOf(1), Somebody.Instance, 0);
        _lane.Wake();
        Assert.False(IsCalled());
        while (_inbox.TryTake(_buffer, out _))
            continue;
        _lane.TryPost(MessageOf(1), Somebody.Instance, 0);
        _lane.Wake();
        Assert.True(IsCalled());
    }

    [Fact]
    public void A_full_lane_loses_what_a_drivers_thread_brings_and_takes_more_once_the_loop_took()
    {
        var large = new byte[60_000];
        var posted = 0;
        while (posted < 1_000 && _lane.TryPost(large, Somebody.Instance, 0))
            posted++;
        Assert.InRange(posted, 69, 71);
        Assert.True(_inbox.TryTake(large, out _));
        Assert.True(_lane.TryPost(large, Somebody.Instance, 0));
        Assert.False(_lane.TryPost(large, Somebody.Instance, 0));
    }

    [Fact]
    public void What_a_driver_hands_on_reaches_the_loop_and_what_cannot_be_a_message_of_another_session_does_not()
    {
        using var server = new Server(forwards: true);
        using var reader = new SlotReader(server, _lane, Own, "test");
        Assert.NotNull(server.Sink);
        foreach (var message in new[] { MessageOf(Own.Value), new byte[5], new byte[WireLimits.MaximumMessage + 1], MessageOf(1) })
            server.Sink.Take(message, Somebody.Instance, 0);
        server.Sink.Take(MessageOf(1), origin: null, 0); // nobody could be answered
        Assert.False(IsCalled());
        server.Sink.Wake();
        Assert.True(IsCalled());
        Assert.True(_inbox.TryTake(_buffer, out var first));
        Assert.Equal(MessageOf(1), first.Buffer.AsSpan(0, first.Size));
        Assert.False(_inbox.TryTake(_buffer, out _));
        Assert.Equal(5, reader.State.Received);
        Assert.Equal(2, reader.Strange);
        Assert.Equal(0, server.Reads);
    }

    [Fact]
    public void What_a_busy_loop_has_no_room_for_is_counted()
    {
        using var server = new Server(forwards: true);
        using var reader = new SlotReader(server, _lane, Own, "test");
        while (_lane.TryPost(new byte[60_000], Somebody.Instance, 0))
            continue;
        server.Sink!.Take(MessageOf(1), Somebody.Instance, 0);
        server.Sink.Take(MessageOf(1), Somebody.Instance, 0);
        Assert.Equal((2, 0), (reader.CrowdedOut, reader.Strange));
    }

    [Fact]
    public void A_slot_that_is_not_handed_on_is_read_until_it_is_closed()
    {
        using var server = new Server(forwards: false);
        using var reader = new SlotReader(server, _lane, Own, "test");
        Assert.True(_inbox.Wait(TimeSpan.FromSeconds(60)), "The loop was never called.");
        Assert.True(_inbox.TryTake(_buffer, out var message));
        Assert.Equal(MessageOf(1), message.Buffer.AsSpan(0, message.Size));
    }

    private bool IsCalled() => _inbox.Wait(TimeSpan.Zero);

    private static byte[] MessageOf(ulong session)
    {
        var message = new byte[30];
        var writer = new WireWriter(message);
        new MessageHeader(MessageKind.Symbol, new SessionId(session), 1, 1, 0, 0).Write(ref writer);
        return message;
    }

    private sealed record Somebody : MailslotAddress
    {
        public static readonly Somebody Instance = new();
    }

    /// <summary>A slot with one message, or one whose driver hands on what comes.</summary>
    private sealed class Server(bool forwards) : IMailslotServer
    {
        private readonly ManualResetEventSlim _closed = new();

        public IMailslotSink? Sink { get; private set; }

        public int Reads { get; private set; }

        public MailslotPath Path { get; } = MailslotPath.Local(@"peerslot\test");

        public MailslotInfo Info => new(0, MailslotInfo.NoMessage, 0, Timeout.InfiniteTimeSpan);

        public void SetReadTimeout(TimeSpan readTimeout)
        {
        }

        public MailslotReadResult Read(Span<byte> buffer, out MailslotMessage message)
        {
            message = default;
            if (Reads++ > 0)
            {
                _closed.Wait();
                return MailslotReadResult.Closed;
            }

            MessageOf(1).CopyTo(buffer);
            message = new MailslotMessage(MessageOf(1).Length, Somebody.Instance, HasMore: false);
            return MailslotReadResult.Message;
        }

        public bool TryForward(IMailslotSink sink)
        {
            Sink = forwards ? sink : null;
            return forwards;
        }

        public void Dispose() => _closed.Set();
    }
}
