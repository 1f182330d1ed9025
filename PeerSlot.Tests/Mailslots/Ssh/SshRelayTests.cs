using System.IO.Pipelines;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Lan;
using PeerSlot.Mailslots.Ssh;
using PeerSlot.Tests.Mailslots.Lan;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Ssh;

/// <summary>A driver, its relay and a network of the relay's own, in one process; pipes in the place of ssh.</summary>
public sealed class SshRelayTests : IDisposable
{
    private const string Hello = @"peerslot\hello";

    private readonly LoopbackLab _lab = new();
    private readonly SshDriver _driver = new("lab-07");
    private readonly LanDriver _far;
    private Thread? _relay;

    public SshRelayTests() => _far = _lab.Open();

    public void Dispose()
    {
        _driver.Dispose();
        _far.Dispose();
        WaitForRelay();
        _lab.Dispose();
    }

    [Fact]
    public void What_is_said_to_everybody_goes_both_ways_and_is_answered_to_one()
    {
        using var there = _far.Create(Hello);
        using var here = _driver.Create(Hello);
        Connect();
        _driver.Write(MailslotPath.Everybody(Hello), "anybody there?");
        var (asked, bridge) = there.ReadWithOrigin();
        Assert.Equal("anybody there?", asked);

        using (var answer = _far.OpenClient(bridge!, Hello))
            answer.Write("yes"u8);
        var (answered, origin) = here.ReadWithOrigin();
        Assert.Equal("yes", answered);

        // What this end said to everybody did not come back to it.
        _far.Write(MailslotPath.Everybody(Hello), "and to all");
        Assert.Equal(("and to all", origin), here.ReadWithOrigin());
        Assert.Equal("and to all", there.ReadText());

        // To one: nobody else hears it.
        using var bystander = _lab.Open();
        using var notMeant = bystander.Create(Hello);
        using (var client = _driver.OpenClient(origin!, Hello))
            client.Write("you alone"u8);
        Assert.Equal("you alone", there.ReadText());
        _driver.Write(MailslotPath.Everybody(Hello), "marker");
        Assert.Equal("marker", notMeant.ReadText());
        Assert.Equal("marker", there.ReadText());
    }

    [Fact]
    public void Slots_that_were_open_before_the_line_are_read_once_it_is_there_and_again_after_it_broke()
    {
        using var here = _driver.Create(Hello);
        var cut = Connect();
        WaitUntilServed();
        _far.Write(MailslotPath.Everybody(Hello), "one");
        Assert.Equal("one", here.ReadText());

        cut();
        _driver.WaitForEnd();
        Assert.False(Assert.Single(_driver.Findings).Works);
        _driver.Write(MailslotPath.Everybody(Hello), "lost, and no error");
        WaitForRelay();

        Connect();
        WaitUntilServed();
        Assert.True(Assert.Single(_driver.Findings).Works);
        _far.Write(MailslotPath.Everybody(Hello), "two");
        Assert.Equal("two", here.ReadText());
    }

    [Fact]
    public void Two_bridges_into_one_network_repeat_nothing()
    {
        using var second = new SshDriver("lab-07");
        using var there = _far.Create(Hello);
        using var here = _driver.Create(Hello);
        using var besides = second.Create(Hello);
        Connect();
        var relay = _relay;
        Connect(second);
        WaitUntilServed();
        Assert.Equal("served?", besides.ReadText());
        Assert.Equal("served?", there.ReadText());
        WaitUntilServed(second);
        Assert.Equal("served?", here.ReadText());
        Assert.Equal("served?", there.ReadText());
        _driver.Write(MailslotPath.Everybody(Hello), "from one");
        Assert.Equal("from one", there.ReadText());
        Assert.Equal("from one", besides.ReadText());
        second.Write(MailslotPath.Everybody(Hello), "from the other");
        Assert.Equal("from the other", there.ReadText());
        Assert.Equal("from the other", here.ReadText());
        _far.Write(MailslotPath.Everybody(Hello), "the end");
        Assert.Equal("the end", here.ReadText());
        Assert.Equal("the end", besides.ReadText());
        second.Dispose();
        WaitForRelay();
        _relay = relay;
    }

    [Fact]
    public void What_was_written_before_the_end_still_arrives()
    {
        using var there = _far.Create(Hello);
        Connect();
        for (var i = 0; i < 50; i++)
            _driver.Write(MailslotPath.Everybody(Hello), "goodbye");
        _driver.Dispose();
        for (var i = 0; i < 50; i++)
            Assert.Equal("goodbye", there.ReadText());
    }

    [Fact]
    public void A_bridge_that_talks_nonsense_is_hung_up_on()
    {
        Connect(out var toRelay);
        toRelay.Write([0xFF, 0xFF, 0xFF]);
        _driver.WaitForEnd();
        Assert.False(Assert.Single(_driver.Findings).Works);
    }

    [Fact]
    public void Frames_for_a_relay_are_nothing_to_a_bridge_and_hostile_ones_open_nothing()
    {
        using var here = _driver.Create(Hello);
        Connect(out var toRelay);
        var buffer = new byte[SshFrame.SizeField + SshFrame.LargestContent];
        foreach (var name in new[] { @"a\\b", "\u0001", @"\", new string('a', SshFrame.LongestName), Hello, Hello })
            toRelay.Write(buffer, 0, new SshFrame { Kind = SshFrameKind.Open, Slot = System.Text.Encoding.UTF8.GetBytes(name) }.Write(buffer));
        toRelay.Write(buffer, 0, new SshFrame { Kind = SshFrameKind.ToOne, Address = new byte[SshAddress.Size], Slot = [0xFF, 0xFE], Message = "x"u8 }.Write(buffer));
        toRelay.Write(buffer, 0, new SshFrame { Kind = SshFrameKind.ToEverybody, Slot = [0xFF], Message = "x"u8 }.Write(buffer));
        toRelay.Write(buffer, 0, new SshFrame { Kind = SshFrameKind.Message, Address = new byte[SshAddress.Size], Slot = "a"u8, Message = "x"u8 }.Write(buffer));
        toRelay.Flush();
        WaitUntilServed();
        _far.Write(MailslotPath.Everybody(Hello), "still here");
        Assert.Equal("still here", here.ReadText());
    }

    [Fact]
    public void Only_everybody_and_those_who_were_heard_can_be_written_to()
    {
        Slots.Fails(MailslotError.BadNetworkPath, () => _driver.OpenClient(MailslotPath.OnHost("lab-08", Hello)));
        Slots.Fails(MailslotError.BadNetworkPath, () => _driver.OpenClient(MailslotPath.Local(Hello)));
        Slots.Fails(MailslotError.NameTooLong, () => _driver.Create(new string('a', SshFrame.LongestName + 1)));
        using var client = _driver.OpenClient(MailslotPath.Everybody(Hello));
        Slots.Fails(MailslotError.MessageTooLarge, () => client.Write(new byte[SshFrame.LargestMessage + 1]));
    }

    [Fact]
    public void A_line_that_takes_nothing_holds_picture_data_back_for_a_moment_and_not_for_ever()
    {
        var (fromRelay, toRelay) = (new Pipe(), new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 0)));
        _driver.Join(fromRelay.Reader.AsStream(), toRelay.Writer.AsStream());
        using var client = _driver.OpenClient(MailslotPath.Everybody(@"peerslot\pictures"));
        var taken = 0;
        while (client.TryWrite(new byte[1_300]))
            Assert.InRange(++taken, 0, 400);
        client.Write("small ones still pass"u8);
        Slots.Until(() => client.TryWrite(new byte[1_300]), "it is lost instead of waited with");
        toRelay.Reader.Complete();
    }

    /// <summary>The relay takes what it is told in order: once it has said something, it reads the slots that were named before.</summary>
    private void WaitUntilServed(SshDriver? driver = null)
    {
        using var there = _lab.Open();
        using var slot = there.Create(Hello);
        (driver ?? _driver).Write(MailslotPath.Everybody(Hello), "served?");
        Assert.Equal("served?", slot.ReadText());
    }

    /// <returns>Cuts the line, at the relay's end.</returns>
    private Action Connect(SshDriver? driver = null) => Connect(driver ?? _driver, out _);

    /// <summary>A line that the test itself may write to as well.</summary>
    private void Connect(out Stream toRelay) => Connect(_driver, out toRelay);

    private Action Connect(SshDriver driver, out Stream written)
    {
        var (toRelay, toBridge) = (new Pipe(), new Pipe());
        var (reads, writes) = (toRelay.Reader.AsStream(), toBridge.Writer.AsStream());
        written = Stream.Synchronized(toRelay.Writer.AsStream());
        _relay = new Thread(() =>
        {
            using var lan = _lab.Open();
            SshRelay.Run(lan, reads, writes, "test");
        });
        _relay.Start();
        var fromRelay = toBridge.Reader.AsStream();
        Assert.True(SshGreeting.TryRead(fromRelay, out var layout, out _));
        Assert.Equal(SshGreeting.Layout, layout);
        driver.Join(fromRelay, written);
        return writes.Dispose;
    }

    private void WaitForRelay() => Assert.True(_relay?.Join(TimeSpan.FromSeconds(30)) ?? true, "The relay runs on though its bridge has hung up.");
}
