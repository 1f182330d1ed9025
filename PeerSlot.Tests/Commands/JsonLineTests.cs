using System.Text.Json;
using PeerSlot.Commands;
using PeerSlot.Exchange;
using PeerSlot.Gallery;
using Xunit;

namespace PeerSlot.Tests.Commands;

/// <summary>The field names are a contract with scripts.</summary>
public sealed class JsonLineTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_received_picture_has_the_documented_fields()
    {
        var entry = new GalleryEntry(
            "/home/a/cat.png", "key", At, GalleryDirection.Received, Guid.Parse("11112222-3333-4444-5555-666677778888"), "nick", "cat.png", "lan",
            123, 80,
            48, "ab", 3) { Stripped = true };
        Assert.Equal(
            """{"event":"received","at":1772366400000000,"id":"key","from":"nick","peer":"11112222-3333-4444-5555-666677778888","name":"cat.png","path":"/home/a/cat.png","bytes":123,"width":80,"height":48,"sha256":"ab","network":"lan","repaired":3,"stripped":true}""",
            JsonLine.Received(new FiledNews(At, entry, WasThere: false)));
    }

    [Fact]
    public void Every_event_has_a_name_and_microseconds()
    {
        var peer = new RoomPeer(Guid.NewGuid(), "nick", "lan", "peerslot", false, At, At, "127.0.0.1:1");
        string[] lines =
        [
            JsonLine.Peer(peer, At), JsonLine.Trouble(new TroubleNews(At, "no")), JsonLine.Sending(new SendingNews(At, 1, "key", 0, 9)),
            JsonLine.Delivery(new DeliveryNews(At, 1, peer, Delivery.Silent, ""), "key"),
        ];
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            Assert.NotEmpty(json.RootElement.GetProperty("event").GetString()!);
            Assert.Equal(1772366400000000, json.RootElement.GetProperty("at").GetInt64());
        }
    }

    [Theory]
    [InlineData("\u001b[31m")]
    [InlineData("\u009b31m")]
    [InlineData("a\nb")]
    [InlineData("\u202e")]
    public void Nothing_that_a_terminal_obeys_gets_through(string text)
    {
        var line = JsonLine.Trouble(new TroubleNews(At, text));
        Assert.DoesNotContain(line, c => char.IsControl(c) || c == '\u202e');
        using var json = JsonDocument.Parse(line);
        Assert.Equal(text, json.RootElement.GetProperty("message").GetString());
    }
}
