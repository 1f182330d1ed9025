using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Presence;

/// <summary>A room of a thousand seats, and machines that slept.</summary>
public sealed class LargeRoomTests
{
    /// <summary>
    /// Three of the thousand hear the others. That all hear all would be 1,000,000 entries in tables and 20 s of work for the same
    /// answer: how often a seat speaks depends on how many it knows.
    /// </summary>
    [Fact]
    public void A_thousand_peers_announce_with_less_than_64_kbit_a_second_in_all()
    {
        var lab = new SimulatedLab(21);
        for (var seat = 0; seat < 1_000; seat++)
        {
            var host = lab.Add($"seat-{seat:000}");
            host.IsDeafToMulticast = seat >= 3;
            lab.RunFor(TimeSpan.FromMilliseconds(25));
        }

        var hearing = lab.Hosts.Take(3).ToArray();
        lab.RunUntil(() => hearing.All(h => h.Table.PeerCount == 999), TimeSpan.FromSeconds(10), "the three know all");
        long bytes = 0;
        foreach (var host in hearing)
            host.OnSent = (datagram, message) => bytes += datagram.To is null ? WireBytes.Of(message.Length) : 0;
        lab.RunFor(TimeSpan.FromMinutes(2));
        Assert.True(hearing.All(h => h.Table.PeerCount == 999), lab.Says("a peer was lost"));
        Assert.InRange(bytes * 8 / 120 * 1_000 / 3, 10_000, 64_000);
    }

    [Fact]
    public void A_full_room_of_a_hundred_and_twenty_keeps_the_same_bound()
    {
        var lab = new SimulatedLab(22);
        for (var seat = 0; seat < 120; seat++)
        {
            lab.Add($"seat-{seat:000}");
            lab.RunFor(TimeSpan.FromMilliseconds(100));
        }

        lab.RunFor(TimeSpan.FromSeconds(10));
        Assert.All(lab.Hosts, h => Assert.Equal(119, h.Table.PeerCount));
        lab.BytesOnTheWire = 0;
        lab.RunFor(TimeSpan.FromSeconds(30));
        Assert.InRange(lab.BytesOnTheWire * 8 / 30, 10_000, 64_000);
    }

    [Fact]
    public void A_machine_that_slept_for_a_day_lists_the_room_again_within_two_announcements()
    {
        var lab = new SimulatedLab(23, new LabConditions { Loss = 0.05 });
        var hosts = lab.AddMany(6);
        lab.RunFor(TimeSpan.FromSeconds(10));
        hosts[2].JumpClock(TimeSpan.FromDays(1));
        lab.RunFor(TimeSpan.FromSeconds(0.1));
        lab.RunUntil(() => hosts.All(h => h.Table.PeerCount == 5), TimeSpan.FromSeconds(12), "all know all");
    }
}
