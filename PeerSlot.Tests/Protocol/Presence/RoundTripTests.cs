using PeerSlot.Protocol.Presence;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Presence;

/// <summary>How long an answer takes, asked in passing.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void A_room_of_twelve_has_measured_itself_within_ten_seconds()
    {
        var lab = new SimulatedLab(1, new LabConditions { Delay = TimeSpan.FromMilliseconds(4), Jitter = TimeSpan.Zero });
        var seats = lab.AddMany(12);
        lab.RunFor(TimeSpan.FromSeconds(10));
        foreach (var peer in seats.SelectMany(s => s.Table.Peers))
            Assert.Equal(TimeSpan.FromMilliseconds(8), peer.Sessions[0].RoundTrip);
    }

    [Fact]
    public void However_lossy_the_lab_no_round_trip_is_shorter_than_the_way()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var lab = new SimulatedLab(seed, new LabConditions { Loss = 0.3, Delay = TimeSpan.FromMilliseconds(5), Jitter = TimeSpan.Zero });
            var seats = lab.AddMany(4);
            lab.RunFor(TimeSpan.FromSeconds(150));
            var measured = seats.SelectMany(s => s.Table.Peers).Select(p => p.Sessions[0].RoundTrip).OfType<TimeSpan>().ToList();
            Assert.True(measured.Count >= 10, lab.Says($"only {measured.Count} of 12 were measured"));
            Assert.True(measured.TrueForAll(t => t >= TimeSpan.FromMilliseconds(10)), lab.Says($"one is {measured.Min()}"));
        }
    }

    [Fact]
    public void A_measured_room_is_asked_once_an_interval_and_an_empty_one_not_at_all()
    {
        var lab = new SimulatedLab(3);
        var (ann, toOne) = (lab.Add("ann"), 0);
        ann.OnSent = (datagram, _) => toOne += datagram.To is null ? 0 : 1;
        lab.RunFor(TimeSpan.FromSeconds(30));
        Assert.Equal(0, toOne);
        lab.Add("bob");
        lab.RunFor(TimeSpan.FromSeconds(30));
        toOne = 0;
        lab.RunFor(TimeSpan.FromSeconds(50));
        Assert.InRange(toOne, 18, 22); // Ten questions of its own, ten answers to bob's.
    }
}
