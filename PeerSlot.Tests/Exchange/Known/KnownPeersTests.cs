using PeerSlot.Exchange;
using PeerSlot.Exchange.Known;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Exchange.Known;

/// <summary>Whose a name is, and what becomes of those who take it.</summary>
public sealed class KnownPeersTests : IDisposable
{
    private static readonly PeerId Ann = new FakeIdentity(1).Peer;
    private static readonly PeerId Mallory = new FakeIdentity(2).Peer;
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    private string FilePath => _temporary["data/known-peers"];

    [Fact]
    public void A_key_seen_once_under_a_name_is_remembered_and_another_key_never_bears_the_plain_name()
    {
        var first = Open();
        Assert.Equal("lab-07", Shown(first, Ann, "lab-07").Name);
        first.Met(Ann.Value, "lab-07");

        var known = Open();
        var stranger = Shown(known, Mallory, "LAB-07");
        Assert.Equal($"LAB-07-{KeyWords.Of(Mallory, 1)}", stranger.Name);
        Assert.True(stranger.KeyChanged && !stranger.IsKnown);
        known.Met(Mallory.Value, "LAB-07");
        Assert.True(Shown(Open(), Mallory, "lab-07").KeyChanged);
        var ann = Shown(known, Ann, "lab-07");
        Assert.True(ann is { Name: "lab-07", IsKnown: true, KeyChanged: false });
        Assert.Equal(KeyWords.Of(Ann), ann.KeyWords);
    }

    [Fact]
    public void Who_is_trusted_takes_the_name_over()
    {
        var known = Open();
        known.Met(Ann.Value, "lab-07");
        known.Trust(Mallory.Value, "lab-07", isTrusted: true);
        foreach (var list in new[] { known, Open() })
        {
            Assert.True(Shown(list, Mallory, "lab-07") is { Name: "lab-07", IsTrusted: true, KeyChanged: false });
            Assert.True(Shown(list, Ann, "lab-07").KeyChanged);
        }
    }

    [Fact]
    public void Who_is_muted_owns_no_name()
    {
        var known = Open();
        known.Met(Mallory.Value, "lab-07");
        known.Mute(Mallory.Value, "lab-07", isMuted: true);
        Assert.True(Shown(known, Mallory, "lab-07").IsMuted);
        Assert.False(Shown(known, Ann, "lab-07").KeyChanged);
        known.Mute(Mallory.Value, "lab-07", isMuted: false);
        Assert.False(Shown(Open(), Mallory, "lab-07").IsMuted);
    }

    [Fact]
    public void What_the_person_calls_somebody_is_kept_and_nobody_else_bears_it()
    {
        var known = Open();
        known.Rename(Ann.Value, "lab-07", "Anna");
        foreach (var list in new[] { known, Open() })
        {
            Assert.True(Shown(list, Ann, "lab-07") is { Name: "Anna", Nickname: "lab-07" });
            Assert.True(Shown(list, Mallory, "anna") is { KeyChanged: true } mallory && mallory.Name == $"anna-{KeyWords.Of(Mallory, 1)}");
        }

        known.Trust(Ann.Value, "lab-07", true);
        Assert.Equal("Anna", Shown(Open(), Ann, "lab-07").Name);
        known.Rename(Ann.Value, "lab-07", "");
        Assert.Equal("lab-07", Shown(Open(), Ann, "lab-07").Name);
    }

    [Fact]
    public void Two_whom_the_person_calls_alike_are_told_apart()
    {
        var known = Open();
        known.Rename(Ann.Value, "lab-07", "lab-09");
        var roster = new Roster(Guid.NewGuid(), known);
        roster.Update([PeerOf(Ann, "lab-07"), PeerOf(Mallory, "lab-09")], [], _ => DateTimeOffset.UnixEpoch);
        Assert.Equal(2, roster.Peers.Select(p => p.Name).Distinct().Count());
    }

    [Fact]
    public void A_sender_who_is_not_listed_cannot_take_a_listed_peers_name()
    {
        var roster = new Roster(Guid.NewGuid(), Open());
        roster.Update([PeerOf(Ann, "ann")], [], _ => DateTimeOffset.UnixEpoch);
        Assert.Equal($"Ann-{KeyWords.Of(Mallory, 1)}", roster.Find(Mallory, "Ann", DateTimeOffset.UnixEpoch).Name);
        Assert.Equal("ann", roster.Find(Ann, "x", DateTimeOffset.UnixEpoch).Name);
    }

    [Fact]
    public void Processes_that_write_at_once_lose_nothing()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => Open().Met(new FakeIdentity(i).Peer.Value, $"seat-{i}"));
        Assert.Equal(40, KnownPeersFile.Load(FilePath).Peers.Count);
    }

    [Fact]
    public void The_list_is_bounded_and_forgets_those_first_whom_nobody_judged()
    {
        var list = KnownPeerList.Empty.Trust(Ann.Value, "ann", true).Mute(Mallory.Value, "mallory", true).Rename(Guid.AllBitsSet, "bob", "Bob");
        for (var i = 0; i < KnownPeerList.Maximum + 100; i++)
            list = list.Met(new FakeIdentity(i + 10).Peer.Value, $"seat-{i}");
        Assert.Equal(KnownPeerList.Maximum, list.Peers.Count);
        Assert.True(list.Find(Ann.Value)!.IsTrusted && list.Find(Mallory.Value)!.IsMuted && list.Find(Guid.AllBitsSet)!.Petname == "Bob");
        var copy = KnownPeersFile.Parse(KnownPeersFile.Format(list));
        Assert.Equal(list.Peers, copy.Peers);
    }

    [Fact]
    public void A_file_full_of_rubbish_is_read_without_harm()
    {
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[random.Next(2_000)];
            random.NextBytes(bytes);
            KnownPeersFile.Parse(System.Text.Encoding.UTF8.GetString(bytes));
        }

        var read = KnownPeersFile.Parse($"x\ty\tz\n{Ann.Value:D}\tt\t\u001b[2Jann\nagain\n{Ann.Value:D}\t-\tb\n");
        Assert.Equal([new KnownPeer(Ann.Value, "[2Jann", true, false)], read.Peers);
    }

    [Theory]
    [InlineData("everyone", Acceptance.Take, Acceptance.Take, Acceptance.Take)]
    [InlineData("known", Acceptance.Take, Acceptance.Take, Acceptance.Refuse)]
    [InlineData("ask", Acceptance.Take, Acceptance.Ask, Acceptance.Ask)]
    [InlineData("trusted", Acceptance.Take, Acceptance.Refuse, Acceptance.Refuse)]
    [InlineData("nobody", Acceptance.Refuse, Acceptance.Refuse, Acceptance.Refuse)]
    public void Whose_pictures_are_taken(string accept, Acceptance trusted, Acceptance met, Acceptance stranger)
    {
        var (own, other, muted) = (new FakeIdentity(3).Peer, new FakeIdentity(4).Peer, new FakeIdentity(5).Peer);
        var before = Open();
        before.Trust(Ann.Value, "ann", true);
        before.Met(other.Value, "other");
        before.Mute(muted.Value, "muted", true);
        var known = Open();
        known.Met(Mallory.Value, "mallory"); // today for the first time
        var policy = new AcceptPolicy(accept, known, own.Value);
        Assert.Equal(
            (trusted, met, stranger, Acceptance.RefuseQuietly, Acceptance.Take),
            (policy.Of(Ann), policy.Of(other), policy.Of(Mallory), policy.Of(muted), policy.Of(own)));
    }

    private KnownPeers Open()
    {
        var known = new KnownPeers(FilePath, remembers: true, Guid.NewGuid(), work => work());
        known.Load();
        return known;
    }

    private static RoomPeer Shown(KnownPeers known, PeerId id, string nickname)
    {
        var roster = new Roster(Guid.NewGuid(), known);
        roster.Update([PeerOf(id, nickname)], [], _ => DateTimeOffset.UnixEpoch);
        return roster.Peers.Single();
    }

    private static Peer PeerOf(PeerId id, string nickname) => new(
        id, nickname, [new PeerSession(new SessionId(1), new SimulatedAddress(1), 1385, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero)], TimeSpan.Zero,
        TimeSpan.Zero);
}
