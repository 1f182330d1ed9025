using PeerSlot.Commands;
using PeerSlot.Exchange;
using Xunit;

namespace PeerSlot.Tests.Commands;

public sealed class PeerNamesTests
{
    private static readonly RoomPeer Ann = Peer("ann", "11112222-3333-4444-5555-666677778888");
    private static readonly RoomPeer Bea = Peer("bea", "11113333-3333-4444-5555-666677778888");

    [Theory]
    [InlineData("ann")]
    [InlineData("ANN")]
    [InlineData("11112222-3333-4444-5555-666677778888")]
    [InlineData("{11112222-3333-4444-5555-666677778888}")]
    [InlineData("11112")]
    public void A_peer_is_found_by_name_identity_or_its_beginning(string name) => Assert.Equal(Ann, PeerNames.Find([Ann, Bea], name));

    [Theory]
    [InlineData("1111")]
    [InlineData("111")]
    [InlineData("an")]
    [InlineData("")]
    public void What_fits_nobody_or_several_finds_nobody(string name) => Assert.Null(PeerNames.Find([Ann, Bea], name));

    private static RoomPeer Peer(string name, string id) =>
        new(Guid.Parse(id), name, "lan", "peerslot", false, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "127.0.0.1:1");
}
