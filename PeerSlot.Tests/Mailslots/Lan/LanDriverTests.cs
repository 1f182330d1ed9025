using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Lan;
using PeerSlot.Mailslots.Memory;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Lan;

public sealed class LanDriverTests : IDisposable
{
    private readonly LoopbackLab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Each_process_has_an_own_port_on_the_loopback_card_only()
    {
        using var first = _lab.Open();
        using var second = _lab.Open();
        Assert.Contains(new IPEndPoint(IPAddress.Loopback, _lab.SharedPort + 1), first.OwnEndPoints);
        Assert.Contains(new IPEndPoint(IPAddress.Loopback, _lab.SharedPort + 2), second.OwnEndPoints);
        Assert.All(first.OwnEndPoints, e => Assert.True(IPAddress.IsLoopback(e.Address)));
    }

    [Fact]
    public void A_machines_name_or_address_reaches_its_processes()
    {
        using var first = _lab.Open();
        using var second = _lab.Open();
        using var a = first.Create("byhand");
        using var b = second.Create("byhand");
        first.Write(MailslotPath.OnHost("127.0.0.1", "byhand"), "by address");
        Assert.Equal("by address", a.ReadText());
        Assert.Equal("by address", b.ReadText());
        first.Write(MailslotPath.OnHost("localhost", "byhand"), "by name");
    }

    [Fact]
    public void A_machine_that_is_not_known_is_error_53_in_plain_words()
    {
        // Longer than the DNS allows, so that no name server is asked.
        var machine = new string('h', 300);
        using var driver = _lab.Open();
        var failure = Slots.Fails(MailslotError.BadNetworkPath, () => driver.OpenClient(MailslotPath.OnHost(machine, "x")));
        Assert.StartsWith($"The machine {machine} is not known here.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_another_network_is_a_programming_error()
    {
        using var driver = _lab.Open();
        using var network = new MemoryNetwork(new MemoryNetworkSettings(), new SimulatedClock());
        using var other = new MemoryDriver(network, "HOST");
        Assert.Throws<ArgumentException>(() => driver.OpenClient(other.Address, "x"));
    }

    [Fact]
    public void A_message_beyond_one_datagram_on_the_wire_arrives_whole()
    {
        using var driver = _lab.Open();
        using var slot = driver.Create("large");
        using var client = driver.OpenClient(MailslotPath.Everybody("large"));
        client.Write(new byte[65_000]);
        var buffer = new byte[MailslotLimits.LargestMessage];
        Assert.Equal(MailslotReadResult.Message, slot.Read(buffer, out var message));
        Assert.Equal(65_000, message.Size);
        Slots.Fails(MailslotError.MessageTooLarge, () => client.Write(new byte[65_001]));
    }

    [Fact]
    public void A_slot_known_by_its_tag_and_one_known_by_its_name_are_never_mixed_up()
    {
        using var driver = _lab.Open();
        using var tagged = driver.Create(@"peerslot\hello");
        using var named = driver.Create("hello");
        driver.Write(MailslotPath.Everybody("hello"), "named");
        driver.Write(MailslotPath.Everybody(@"peerslot\hello"), "tagged");
        Assert.Equal("tagged", tagged.ReadText());
        Assert.Equal("named", named.ReadText());
    }

    [Fact]
    public void A_shared_port_that_another_program_holds_is_reported_in_plain_words()
    {
        using var other = LoopbackLab.Occupy(_lab.SharedPort);
        var failure = Slots.Fails(MailslotError.NetworkUnavailable, () => _lab.Open());
        Assert.Contains($"UDP port {_lab.SharedPort} is taken by a program that does not share it.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--port", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_does_not_exist_is_named_together_with_those_that_do()
    {
        var failure = Slots.Fails(MailslotError.NetworkUnavailable, () => LanDriver.Open(_lab.Settings with { Interfaces = ["eth77"] }));
        Assert.StartsWith("There is no network card \"eth77\" on this machine. It has: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(LoopbackLab.LoopbackName, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_all_own_ports_taken_any_other_port_serves_and_a_finding_says_so()
    {
        using var lab = new LoopbackLab(ownPorts: 2);
        using var one = LoopbackLab.Occupy(lab.SharedPort + 1);
        using var two = LoopbackLab.Occupy(lab.SharedPort + 2);
        using var driver = lab.Open();
        using var slot = driver.Create("late");
        Assert.Contains(driver.Findings, f => f.Message.ToString().Contains("are all taken", StringComparison.Ordinal));

        driver.Write(MailslotPath.Everybody("late"), "everybody");
        var (text, origin) = slot.ReadWithOrigin();
        Assert.Equal("everybody", text);
        using (var answer = driver.OpenClient(origin!, "late"))
            answer.Write("answer"u8);
        Assert.Equal("answer", slot.ReadText());
        driver.Write(MailslotPath.Local("late"), "local");
        Assert.Equal("local", slot.ReadText());
    }

    [Fact]
    public void The_findings_name_the_card_the_own_port_and_the_receive_buffer()
    {
        using var driver = _lab.Open();
        Assert.Contains(driver.Findings, f => f is { Works: true } && f.Subject.ToString() == $"{LoopbackLab.LoopbackName} (127.0.0.1)");
        Assert.Contains(driver.Findings, f => f is { Works: true } && f.Subject.ToString() == $"own port 127.0.0.1:{_lab.SharedPort + 1}");
        Assert.Contains(driver.Findings, f => f.Subject.ToString() == "receive buffer" && f.Message.ToString().Contains("KiB", StringComparison.Ordinal));
        Assert.All(driver.Findings, f => Assert.EndsWith(".", f.Message.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_closed_driver_frees_its_ports_and_writes_no_more()
    {
        var driver = _lab.Open();
        var client = driver.OpenClient(MailslotPath.Everybody("x"));
        driver.Dispose();
        driver.Dispose();
        Slots.Fails(MailslotError.BadNetworkPath, () => client.Write([1]));
        Assert.Throws<ObjectDisposedException>(() => driver.OpenClient(MailslotPath.Everybody("x")));
        using var shared = LoopbackLab.Occupy(_lab.SharedPort);
        using var own = LoopbackLab.Occupy(_lab.SharedPort + 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_535)]
    public void A_port_that_leaves_no_room_for_own_ports_is_refused(int port) =>
        Assert.Throws<ArgumentException>(() => LanDriver.Open(_lab.Settings with { Port = port }));

    [Fact]
    public void Writing_allocates_nothing_at_a_steady_rate()
    {
        using var driver = _lab.Open();
        using var client = driver.OpenClient(MailslotPath.Everybody(@"peerslot\pictures"));
        var message = new byte[LanDriver.SafeMessageSize];
        for (var i = 0; i < 50; i++)
            client.Write(message);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 500; i++)
            client.Write(message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8_192);
    }

    [Fact]
    public void Nothing_is_sent_from_the_shared_socket()
    {
        using var listener = LoopbackLab.Unbound();
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Any, _lab.SharedPort));
        listener.SetSocketOption(
            SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(_lab.Settings.Group, IPAddress.Loopback));
        using var driver = _lab.Open();
        driver.Write(MailslotPath.Everybody("x"), "hello");
        EndPoint source = new IPEndPoint(IPAddress.Any, 0);
        listener.ReceiveTimeout = (int)Slots.Patience.TotalMilliseconds;
        listener.ReceiveFrom(new byte[100], ref source);
        Assert.Contains((IPEndPoint)source, driver.OwnEndPoints);
    }

    [Fact]
    public void A_datagram_from_a_known_place_is_received_without_allocating()
    {
        using var sender = LoopbackLab.Unbound();
        using var receiver = LoopbackLab.Unbound();
        receiver.ReceiveBufferSize = 1 << 20;
        receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var source = IDatagramSource.Of(receiver);
        var queue = new SlotQueue(0, Timeout.InfiniteTimeSpan, new QueueBudget());
        var slots = new LanSlots();
        var name = new LanSlotName(@"peerslot\pictures");
        Assert.True(slots.TryAdd(name, queue));
        var datagram = new byte[1_400];
        Assert.True(LanFrame.TryWrite(datagram, name, new byte[1_380], out var size));
        var buffer = new byte[MailslotLimits.LargestMessage];
        var read = 0;
        long Pass()
        {
            for (var i = 0; i < 200; i++)
                sender.SendTo(datagram.AsSpan(0, size), receiver.LocalEndPoint!);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var received = 0; received < 200;)
            {
                var count = source.Receive();
                for (var i = 0; i < count; i++, received++)
                {
                    if (slots.TryFind(source[i], out var found, out var message) && found!.TryAdd(message, source.OriginOf(i)))
                        read += queue.Read(buffer, out _) == MailslotReadResult.Message ? 1 : 0;
                }
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Pass();
        Assert.Equal(0, Pass());
        Assert.Equal(400, read);
    }

    [SkippableFact]
    public void A_datagram_came_when_the_system_had_it_however_late_it_is_read()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Linux tells");
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var receiver = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var source = IDatagramSource.Of(receiver);
        var sent = Stopwatch.GetTimestamp();
        sender.SendTo(new byte[1], receiver.LocalEndPoint!);
        Assert.True(SpinWait.SpinUntil(() => receiver.Available > 0, TimeSpan.FromSeconds(30)), "It did not come.");
        var there = Stopwatch.GetTimestamp();
        // Longer than two clocks, read one after the other, differ.
        SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(there) > TimeSpan.FromMilliseconds(20));
        Assert.Equal(1, source.Receive());
        var apart = Stopwatch.Frequency / 100;
        Assert.InRange(source.ArrivalOf(0), sent - apart, there + apart);
    }
}
