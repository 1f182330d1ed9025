using PeerSlot.Mailslots;
using Xunit;

namespace PeerSlot.Tests.Mailslots;

/// <summary>What a mailslot does, for every driver. Numbers are the rules that were measured on Windows and Wine.</summary>
public abstract class MailslotConformance : IDisposable
{
    private readonly List<IMailslotDriver> _processes = [];
    private IMailslotDriver? _driver;

    private IMailslotDriver Driver => _driver ??= StartProcess();

    /// <summary>One more process on one and the same machine and network.</summary>
    protected abstract IMailslotDriver OpenProcess();

    public virtual void Dispose()
    {
        foreach (var process in _processes)
            process.Dispose();
        GC.SuppressFinalize(this);
    }

    // 1
    [Theory]
    [InlineData(@"\\*\mailslot\x")]
    [InlineData(@"\\HOST\mailslot\x")]
    public void A_slot_is_created_on_this_machine_only(string path) =>
        Slots.Fails(MailslotError.PathNotFound, () => Driver.CreateServer(MailslotPath.Parse(path), 0, TimeSpan.Zero));

    // 3
    [Fact]
    public void Letter_case_and_trailing_blanks_of_a_name_do_not_matter()
    {
        using var slot = Driver.Create(@"Lab\Slot One");
        Driver.Write(MailslotPath.Parse("//./MAILSLOT/lab/SLOT one  "), "hello");
        Assert.Equal("hello", slot.ReadText());
    }

    // 4, 26
    [Fact]
    public void A_name_can_be_taken_once_until_its_slot_is_closed()
    {
        var slot = Driver.Create("taken");
        Slots.Fails(MailslotError.AlreadyExists, () => Driver.Create("TAKEN"));
        slot.Dispose();
        slot.Dispose();
        Driver.Create("Taken").Dispose();
    }

    // 4
    [Fact]
    public void A_second_process_gets_error_183_or_a_slot_of_its_own_as_the_driver_says()
    {
        using var first = Driver.Create("both");
        var other = StartProcess();
        if (Driver.Capabilities.OneServerPerMachine)
        {
            Slots.Fails(MailslotError.AlreadyExists, () => other.Create("both"));
            return;
        }

        using var second = other.Create("both");
        Driver.Write(MailslotPath.Local("both"), "to both");
        Assert.Equal("to both", first.ReadText());
        Assert.Equal("to both", second.ReadText());
    }

    // 5
    [Fact]
    public void A_local_slot_that_does_not_exist_is_error_2_where_the_driver_can_know()
    {
        if (Driver.Capabilities.KnowsLocalSlots)
            Slots.Fails(MailslotError.FileNotFound, () => Driver.OpenClient(MailslotPath.Local("nobody")));
        else
            Driver.Write(MailslotPath.Local("nobody"), "nobody hears it, nobody says so");
    }

    // 6
    [Fact]
    public void Everybody_can_be_written_to_before_anybody_has_the_slot()
    {
        using var client = Driver.OpenClient(MailslotPath.Everybody("later"));
        client.Write([1]);
        using var slot = Driver.Create("later");
        client.Write([2, 2]);

        // On a real network the first may still be underway when the slot is made.
        Assert.True(slot.ReadText().Length == 2 || slot.ReadText().Length == 2);
    }

    // Names in peerslot\ are the modern protocol's: several processes have them, and their messages can be answered, on every network.
    [Fact]
    public void Everybody_includes_the_other_processes_and_the_writer()
    {
        Assert.True(Driver.Capabilities.SupportsBroadcast);
        using var own = Driver.Create(@"peerslot\all");
        using var other = StartProcess().Create(@"peerslot\all");
        Driver.Write(MailslotPath.Everybody(@"peerslot\all"), "to all");
        Assert.Equal("to all", own.ReadText());
        Assert.Equal("to all", other.ReadText());
    }

    [Fact]
    public void An_answer_to_a_messages_origin_reaches_its_writer_and_nobody_else()
    {
        var asker = StartProcess();
        var bystander = StartProcess();
        using var question = Driver.Create(@"peerslot\question");
        using var answer = asker.Create(@"peerslot\answer");
        using var notMeant = bystander.Create(@"peerslot\answer");

        asker.Write(MailslotPath.Everybody(@"peerslot\question"), "what time is it?");
        var (_, origin) = question.ReadWithOrigin();
        using (var client = Driver.OpenClient(origin!, @"peerslot\answer"))
            client.Write("noon"u8);
        Assert.Equal("noon", answer.ReadText());

        Driver.Write(MailslotPath.Everybody(@"peerslot\answer"), "marker");
        Assert.Equal("marker", notMeant.ReadText());
    }

    [Fact]
    public void Messages_of_one_process_have_equal_origins_and_those_of_two_have_different_ones()
    {
        var other = StartProcess();
        using var slot = Driver.Create(@"peerslot\origins");
        Driver.Write(MailslotPath.Everybody(@"peerslot\origins"), "1");
        Driver.Write(MailslotPath.Everybody(@"peerslot\origins"), "2");
        var (first, second) = (slot.ReadWithOrigin().Origin, slot.ReadWithOrigin().Origin);
        other.Write(MailslotPath.Everybody(@"peerslot\origins"), "3");
        var third = slot.ReadWithOrigin().Origin;
        Assert.Equal(first, second);
        Assert.NotEqual(first, third);
        Assert.NotEqual("", first!.ToString());
    }

    // 13
    [Fact]
    public void Reading_an_empty_slot_without_waiting_is_timed_out()
    {
        using var slot = Driver.Create("empty");
        Assert.Equal(MailslotReadResult.TimedOut, slot.ReadNow());
    }

    // 15
    [Fact]
    public void A_read_ends_with_its_timeout()
    {
        using var slot = Driver.CreateServer(MailslotPath.Local("short"), 0, TimeSpan.FromMilliseconds(20));
        Assert.Equal(MailslotReadResult.TimedOut, slot.Read(new byte[1], out _));
    }

    // 15
    [Fact]
    public void A_read_that_waits_for_ever_ends_with_a_message()
    {
        using var slot = Driver.CreateServer(MailslotPath.Local("forever"), 0, Timeout.InfiniteTimeSpan);
        var read = slot.BeginRead();
        Driver.Write(MailslotPath.Local("forever"), "here");
        Assert.Equal(4, read.Size);
    }

    // 15, 19
    [Fact]
    public void A_timeout_that_is_changed_holds_for_a_read_that_waits()
    {
        using var slot = Driver.CreateServer(MailslotPath.Local("changed"), 0, Timeout.InfiniteTimeSpan);
        var read = slot.BeginRead();
        slot.SetReadTimeout(TimeSpan.FromMilliseconds(1));
        Assert.Equal(MailslotReadResult.TimedOut, read.Result);
    }

    // 16
    [Fact]
    public void A_buffer_that_is_too_small_leaves_the_message_in_the_slot()
    {
        using var slot = Driver.Create("small");
        Driver.Write(MailslotPath.Local("small"), "12345");
        Slots.Until(() => slot.Info.MessageCount == 1, "the message is there");
        Assert.Equal(MailslotReadResult.BufferTooSmall, slot.Read(new byte[4], out _));
        Assert.Equal(new MailslotInfo(0, 5, 1, Slots.Patience), slot.Info);
        Assert.Equal("12345", slot.ReadText());
    }

    // 17
    [Fact]
    public void A_message_of_no_bytes_is_a_message()
    {
        using var slot = Driver.Create("nothing");
        Driver.Write(MailslotPath.Local("nothing"), "");
        Slots.Until(() => slot.Info is { MessageCount: 1, NextMessageSize: 0 }, "one message of no bytes is there");
        Assert.Equal("", slot.ReadText());
        Assert.Equal(MailslotReadResult.TimedOut, slot.ReadNow());
    }

    // 18
    [Fact]
    public void The_count_and_the_next_size_are_exact()
    {
        using var slot = Driver.Create("counted");
        Assert.Equal(new MailslotInfo(0, MailslotInfo.NoMessage, 0, Slots.Patience), slot.Info);
        foreach (var text in new[] { "1", "22", "333" })
            Driver.Write(MailslotPath.Local("counted"), text);
        Slots.Until(() => slot.Info.MessageCount == 3, "three messages are there");
        Assert.Equal((1, 3), (slot.Info.NextMessageSize, slot.Info.MessageCount));
        slot.ReadText();
        Assert.Equal((2, 2), (slot.Info.NextMessageSize, slot.Info.MessageCount));
    }

    // 19
    [Fact]
    public void The_state_of_a_slot_is_as_given_and_a_new_timeout_shows_at_once()
    {
        using var slot = Driver.CreateServer(MailslotPath.Local("state"), 300, TimeSpan.FromMilliseconds(1234));
        Assert.Equal(new MailslotInfo(300, MailslotInfo.NoMessage, 0, TimeSpan.FromMilliseconds(1234)), slot.Info);
        slot.SetReadTimeout(Timeout.InfiniteTimeSpan);
        Assert.Equal(Timeout.InfiniteTimeSpan, slot.Info.ReadTimeout);
        Assert.Equal(MailslotPath.Local("STATE"), slot.Path);
    }

    // 20
    [Fact]
    public void A_message_larger_than_the_slot_takes_never_arrives()
    {
        using var slot = Driver.Create("narrow", maximumMessageSize: 10);
        try
        {
            Driver.Write(MailslotPath.Local("narrow"), "eleven byte");
        }
        catch (MailslotException e) when (e.Error == MailslotError.MessageTooLarge)
        {
            // A kernel that enforces the size tells the writer; Wine's and a network do not.
        }

        Driver.Write(MailslotPath.Local("narrow"), "ten  bytes");
        Assert.Equal("ten  bytes", slot.ReadText());
    }

    // 21
    [Fact]
    public void A_message_of_the_size_that_the_driver_states_arrives_whole()
    {
        using var slot = Driver.Create("whole");
        var sent = new byte[Driver.Capabilities.MaximumMessageSize];
        new Random(7).NextBytes(sent);
        using (var client = Driver.OpenClient(MailslotPath.Everybody("whole")))
            client.Write(sent);
        var buffer = new byte[MailslotLimits.LargestMessage];
        Assert.Equal(MailslotReadResult.Message, slot.Read(buffer, out var message));
        Assert.Equal(sent, buffer[..message.Size]);
    }

    [Fact]
    public void A_message_that_no_network_carries_is_refused_at_the_write()
    {
        using var client = Driver.OpenClient(MailslotPath.Everybody("giant"));
        Slots.Fails(MailslotError.MessageTooLarge, () => client.Write(new byte[MailslotLimits.LargestMessage + 1]));
    }

    // 23
    [Fact]
    public void A_closed_slot_has_no_state()
    {
        var slot = Driver.Create("stateless");
        slot.Dispose();
        Slots.Fails(MailslotError.InvalidHandle, () => _ = slot.Info);
        Slots.Fails(MailslotError.InvalidHandle, () => slot.SetReadTimeout(TimeSpan.Zero));
    }

    // 26
    [Fact]
    public void Unread_messages_go_with_their_slot()
    {
        var slot = Driver.Create("forgotten");
        Driver.Write(MailslotPath.Local("forgotten"), "unread");
        Slots.Until(() => slot.Info.MessageCount == 1, "the message is there");
        slot.Dispose();
        using var next = Driver.Create("forgotten");
        Assert.Equal(0, next.Info.MessageCount);
    }

    // 26
    [Fact]
    public void A_writer_may_outlive_the_slot_and_writes_on_without_error()
    {
        var slot = Driver.Create("outlived");
        using var client = Driver.OpenClient(MailslotPath.Local("outlived"));
        slot.Dispose();
        client.Write([1]);
    }

    // 28
    [Fact]
    public void Closing_a_slot_ends_a_read_that_waits()
    {
        var slot = Driver.CreateServer(MailslotPath.Local("closing"), 0, Timeout.InfiniteTimeSpan);
        var read = slot.BeginRead();
        slot.Dispose();
        Assert.Equal(MailslotReadResult.Closed, read.Result);
        Assert.Equal(MailslotReadResult.Closed, slot.Read(new byte[1], out _));
    }

    // 28
    [Fact]
    public void Closing_the_driver_ends_a_read_that_waits()
    {
        var driver = StartProcess();
        using var slot = driver.CreateServer(MailslotPath.Local("ending"), 0, Timeout.InfiniteTimeSpan);
        var read = slot.BeginRead();
        driver.Dispose();
        Assert.Equal(MailslotReadResult.Closed, read.Result);
    }

    // 30
    [Fact]
    public void Messages_of_one_writer_come_in_order_and_keep_their_boundaries()
    {
        using var slot = Driver.Create("order");
        using (var client = Driver.OpenClient(MailslotPath.Local("order")))
        {
            for (var i = 0; i < 200; i++)
                client.Write(new byte[i]);
        }

        var buffer = new byte[MailslotLimits.LargestMessage];
        for (var i = 0; i < 200; i++)
        {
            Assert.Equal(MailslotReadResult.Message, slot.Read(buffer, out var message));
            Assert.Equal(i, message.Size);
        }
    }

    [Fact]
    public void Many_threads_may_write_through_one_client()
    {
        using var slot = Driver.Create("threads");
        using var client = Driver.OpenClient(MailslotPath.Everybody("threads"));
        Parallel.For(0, 100, _ => client.Write(new byte[10]));
        Slots.Until(() => slot.Info.MessageCount == 100, "all messages are there");
    }

    private IMailslotDriver StartProcess()
    {
        var process = OpenProcess();
        _processes.Add(process);
        return process;
    }
}
