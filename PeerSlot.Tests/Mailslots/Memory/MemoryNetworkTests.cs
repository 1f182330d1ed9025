using System.Text;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Memory;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Memory;

public sealed class MemoryNetworkTests
{
    private readonly SimulatedClock _clock = new();

    [Fact]
    public void Each_path_reaches_the_machines_that_it_names()
    {
        using var network = new MemoryNetwork(new MemoryNetworkSettings(), _clock);
        using var here = new MemoryDriver(network, "HERE");
        using var alsoHere = new MemoryDriver(network, "here");
        using var there = new MemoryDriver(network, "THERE");
        using var a = here.Create("s");
        using var b = alsoHere.Create("s");
        using var c = there.Create("s");

        here.Write(MailslotPath.Local("s"), "local");
        there.Write(MailslotPath.OnHost("Here", "s"), "to here");
        here.Write(MailslotPath.Everybody("s"), "everybody");

        Assert.Equal(["local", "to here", "everybody"], ReadAll(a));
        Assert.Equal(["local", "to here", "everybody"], ReadAll(b));
        Assert.Equal(["everybody"], ReadAll(c));
    }

    [Fact]
    public void An_unknown_machine_is_error_53()
    {
        using var network = new MemoryNetwork(new MemoryNetworkSettings(), _clock);
        using var driver = new MemoryDriver(network, "HERE");
        Slots.Fails(MailslotError.BadNetworkPath, () => driver.OpenClient(MailslotPath.OnHost("NOWHERE", "s")));
    }

    [Fact]
    public void A_message_larger_than_the_network_takes_is_refused()
    {
        using var network = new MemoryNetwork(new MemoryNetworkSettings { MaximumMessageSize = 300 }, _clock);
        using var driver = new MemoryDriver(network, "HERE");
        using var client = driver.OpenClient(MailslotPath.Everybody("s"));
        client.Write(new byte[300]);
        Slots.Fails(MailslotError.MessageTooLarge, () => client.Write(new byte[301]));
        Assert.Equal(300, driver.Capabilities.MaximumMessageSize);
    }

    [Fact]
    public void A_lossy_network_loses_about_what_it_says_and_the_same_again_with_the_same_seed()
    {
        var first = Numbers(new MemoryNetworkSettings { Seed = 5, Loss = 0.2 });
        var second = Numbers(new MemoryNetworkSettings { Seed = 5, Loss = 0.2 });
        Assert.Equal(first, second);
        Assert.InRange(first.Count, 700, 900);
        Assert.NotEqual(first, Numbers(new MemoryNetworkSettings { Seed = 6, Loss = 0.2 }));
    }

    [Fact]
    public void A_duplicating_network_delivers_some_messages_twice()
    {
        var numbers = Numbers(new MemoryNetworkSettings { Seed = 5, Duplication = 0.1 });
        Assert.InRange(numbers.Count, 1_050, 1_150);
        Assert.Equal(1_000, numbers.Distinct().Count());
    }

    [Fact]
    public void A_reordering_network_delivers_everything_in_another_order()
    {
        var numbers = Numbers(new MemoryNetworkSettings { Seed = 5, Reordering = 0.1 });
        Assert.NotEqual(numbers.Order(), numbers);
        Assert.Equal(Enumerable.Range(0, 1_000), numbers.Order());
    }

    [Fact]
    public void What_stays_on_one_machine_is_never_lost()
    {
        using var network = new MemoryNetwork(new MemoryNetworkSettings { Loss = 1 }, _clock);
        using var driver = new MemoryDriver(network, "HERE");
        using var slot = driver.Create("s");
        driver.Write(MailslotPath.Everybody("s"), "own copy");
        Assert.Equal("own copy", slot.ReadText());
    }

    [Fact]
    public void A_delayed_message_arrives_when_its_time_has_come_and_not_before()
    {
        using var network = new MemoryNetwork(new MemoryNetworkSettings { Delay = TimeSpan.FromMilliseconds(10) }, _clock);
        using var from = new MemoryDriver(network, "FROM");
        using var to = new MemoryDriver(network, "TO");
        using var slot = to.Create("s");

        from.Write(MailslotPath.Everybody("s"), "first");
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        from.Write(MailslotPath.Everybody("s"), "second");
        Assert.Empty(ReadAll(slot));
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(["first"], ReadAll(slot));
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(["second"], ReadAll(slot));
    }

    /// <summary>The numbers that arrive of 0 to 999, written a millisecond apart.</summary>
    private List<int> Numbers(MemoryNetworkSettings settings)
    {
        using var network = new MemoryNetwork(settings, _clock);
        using var from = new MemoryDriver(network, "FROM");
        using var to = new MemoryDriver(network, "TO");
        using var slot = to.Create("s");
        for (var i = 0; i < 1_000; i++)
        {
            from.Write(MailslotPath.Everybody("s"), i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        return ReadAll(slot).Select(int.Parse).ToList();
    }

    private static List<string> ReadAll(IMailslotServer slot)
    {
        slot.SetReadTimeout(TimeSpan.Zero);
        var texts = new List<string>();
        var buffer = new byte[MailslotLimits.LargestMessage];
        while (slot.Read(buffer, out var message) == MailslotReadResult.Message)
            texts.Add(Encoding.UTF8.GetString(buffer, 0, message.Size));
        return texts;
    }
}
