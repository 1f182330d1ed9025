using PeerSlot.Exchange;
using PeerSlot.Screens;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class PeersScreenTests
{
    private const string Words = "acorn-bagel-candy-delta-ebony-fable";

    [Fact]
    public void Peers_are_a_table_with_round_trips_coarse_ages_and_counts()
    {
        var rows = Room(
            ScreenPlayer.Peer("lab-01") with { RoundTrip = TimeSpan.FromMilliseconds(0.4), Pictures = new PictureCounts(3, 5, 0) },
            ScreenPlayer.Peer("lab-03", 27) with { RoundTrip = TimeSpan.FromMilliseconds(22.7), Pictures = new PictureCounts(0, 1, 47), KeyWords = Words },
            ScreenPlayer.Peer("lab-04", 75)).Play("Down Space").Text.Split('\n');
        Assert.Equal("╔═ Peers 3 ════════════════════════════════════════════════════════════════════╗", rows[1]);
        Assert.Equal("║      name                    network kind     rtt     seen   sent got  lost  ║", rows[2]);
        Assert.Equal("║  [ ] lab-01                  lan     peerslot <1 ms   now    3    5    0     ║", rows[3]);
        Assert.Equal("║▸ [x] lab-03                  lan     peerslot 20 ms   20 s   0    1    47    ║", rows[4]);
        Assert.Equal("║  [ ] lab-04                  lan     peerslot --      1 min  0    0    0     ║", rows[5]);
        Assert.Equal("║ lab-03: 192.168.7.12:47114, here since 13:57                                 ║", rows[18]);
        Assert.Equal("║ key acorn-bagel-candy-delta-ebony-fable                                      ║", rows[19]);
        Assert.Equal("╚═══════════════════════════════════════════════════════ F5 sends to 1 ticked ═╝", rows[20]);
    }

    [Fact]
    public void The_table_fits_the_smallest_screen_and_shows_addresses_on_a_large_one()
    {
        var player = Room(ScreenPlayer.Peer("lab-01")).Resize(40, 12);
        Assert.Equal("║▸ [ ] lab-01     now    0    0   0    ║", player.Text.Split('\n')[3]);
        Assert.Contains("lost  address", player.Resize(160, 50).Text, StringComparison.Ordinal);
        Assert.Contains("0     192.168.7.12:47114", player.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "--")]
    [InlineData(0.99, "<1 ms")]
    [InlineData(9.9, "9 ms")]
    [InlineData(149.0, "140 ms")]
    [InlineData(1499.0, "1.5 s")]
    public void A_round_trip_is_coarse(double? milliseconds, string shown) =>
        Assert.Equal(shown, Sizes.RoundTrip(milliseconds is { } ms ? TimeSpan.FromMilliseconds(ms) : null));

    [Fact]
    public void A_peer_is_called_what_the_person_types()
    {
        var peer = ScreenPlayer.Peer("lab-03") with { Nickname = "lab-03", KeyWords = Words };
        var player = Room(peer).Play("r").Type("Anna").Play("Enter");
        Assert.Equal(new Effect.Rename(peer.Id, "Anna"), player.Effects[^1]);
        player.News(new PeersNews(ScreenPlayer.Start, [peer with { Name = "Anna" }]));
        Assert.Contains("Anna: calls itself lab-03, 192.168.7.12:47114", player.Text, StringComparison.Ordinal);
        Assert.Equal(new Effect.Rename(peer.Id, ""), player.Play("r Ctrl-U Enter").Effects[^1]);
    }

    [Fact]
    public void A_peer_is_added_by_its_address()
    {
        var player = new ScreenPlayer().Play("F6 +").Type(" 192.168.9.4:47114 ").Play("Enter");
        Assert.Equal(new Effect.AddPeer("192.168.9.4:47114"), player.Effects[^1]);
        Assert.Contains("Looking for a peer at 192.168.9.4:47114", player.Text, StringComparison.Ordinal);
        Assert.Single(player.Play("+ Enter").Effects);
    }

    [Fact]
    public void Only_who_has_a_key_is_trusted_muted_or_renamed()
    {
        var player = Room(ScreenPlayer.Peer("lab-03") with { KeyWords = Words }).Play("t m c");
        var id = ScreenPlayer.Id("lab-03");
        Assert.Equal([new Effect.Trust(id, true), new Effect.Mute(id, true), new Effect.CopyText(Words)], player.Effects);
        Assert.Empty(Room(ScreenPlayer.Peer("lab-03") with { Kind = "lab" }).Play("t m r c").Effects);
        Assert.Empty(Room(ScreenPlayer.Peer("me") with { KeyWords = Words, IsSelf = true }).Play("t m r c").Effects);
    }

    private static ScreenPlayer Room(params RoomPeer[] peers) => new ScreenPlayer().News(new PeersNews(ScreenPlayer.Start, peers)).Play("F6");
}
