using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Presence;

public sealed class NicknameTests
{
    private static readonly PeerId Somebody = new(Guid.Parse("11111111-2222-3333-4444-555555555555"));

    [Theory]
    [InlineData("lab-07", "lab-07")]
    [InlineData("  lab-07\t", "lab-07")]
    [InlineData("Zoë Ångström", "Zoë Ångström")]
    [InlineData("日本語", "日本語")]
    [InlineData("שלום", "שלום")]
    [InlineData("\u001b[2J\u001b]0;owned\u0007x", "[2J]0;ownedx")]
    [InlineData("\u202Egnp.exe", "gnp.exe")]
    [InlineData("\u2066a\u2069\u200Fb\u061C", "ab")]
    [InlineData("a\u009Bb\u0085c\u007F", "abc")]
    [InlineData("a\u2028b\u2029c\nd\re", "abcde")]
    [InlineData("a\u00A0\u3000b", "a  b")]
    [InlineData("\uE000\uF8FFx", "x")]
    [InlineData("a\uD800b", "ab")]
    [InlineData("\u0301\u0302x", "x")]
    [InlineData("", "11111111")]
    [InlineData(" \u200B\u2800\u3164 ", "11111111")]
    public void A_nickname_is_made_harmless(string said, string shown) => Assert.Equal(shown, HarmlessText.Nickname(said, Somebody));

    [Fact]
    public void A_nickname_takes_at_most_thirty_two_columns()
    {
        Assert.Equal(new string('x', 32), HarmlessText.Nickname(new string('x', 10_000), Somebody));
        Assert.Equal(new string('語', 16), HarmlessText.Nickname(new string('語', 10_000), Somebody));
        Assert.True(HarmlessText.Nickname("a" + new string('\u0301', 10_000), Somebody).Length < 150);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('é')]
    [InlineData('語')]
    [InlineData('\u202E')]
    public void A_name_of_ten_thousand_characters_is_announced_and_cut_between_runes(char letter)
    {
        var lab = new SimulatedLab(1);
        var watcher = lab.Add("watcher");
        lab.Add(new string(letter, 10_000));
        lab.RunFor(TimeSpan.FromSeconds(1));
        var name = watcher.Table.Peers.Single().Nickname;
        Assert.InRange(name.Length, 8, 32);
        Assert.DoesNotContain('\uFFFD', name);
    }

    [Fact]
    public void Utf8_is_cut_between_runes()
    {
        Assert.Equal("éé"u8.ToArray(), HarmlessText.ToUtf8("ééé", 5));
        Assert.Equal("ab"u8.ToArray(), HarmlessText.ToUtf8("ab😀", 5));
        Assert.Equal("ab😀"u8.ToArray(), HarmlessText.ToUtf8("ab😀", 6));
    }

    [Theory]
    [InlineData("\u001b[31mred")]
    [InlineData("\u202Egnp")]
    public void What_a_stranger_announces_is_shown_harmless(string said)
    {
        var lab = new SimulatedLab(2);
        var host = lab.Add("host");
        lab.Inject(host, new MessageBuilder { Echo = host.Local.Challenge }.Announcement(said));
        var shown = host.Events.OfType<PeerChanged>().Single().Peer.Nickname;
        Assert.DoesNotContain(shown, c => char.IsControl(c) || c == '\u202E');
    }
}
