using PeerSlot.Mailslots.Lan;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Lan;

/// <summary>Machines as people write them.</summary>
public sealed class LanHostTests
{
    [Theory]
    [InlineData("lab-07", "lab-07", null)]
    [InlineData(" lab-07.example.org ", "lab-07.example.org", null)]
    [InlineData("lab_07:47115", "lab_07", 47_115)]
    [InlineData("192.168.7.12", "192.168.7.12", null)]
    [InlineData("192.168.7.12:50000", "192.168.7.12", 50_000)]
    [InlineData("2001:db8::7", "2001:db8::7", null)]
    [InlineData("[2001:db8::7]", "2001:db8::7", null)]
    [InlineData("[2001:db8::7]:47114", "2001:db8::7", 47_114)]
    [InlineData("[fe80::7%eth0]:47114", "fe80::7%eth0", 47_114)]
    [InlineData("класс-7", "класс-7", null)]
    public void A_host_is_read_with_and_without_its_port(string text, string name, int? port)
    {
        Assert.True(LanHost.TryParse(text, out var host));
        Assert.Equal((name, port), (host.Name, host.Port));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("lab 07")]
    [InlineData("lab-07:")]
    [InlineData("lab-07:port")]
    [InlineData("lab-07:80")]
    [InlineData("lab-07:70000")]
    [InlineData(":47114")]
    [InlineData("-rf")]
    [InlineData("a/b")]
    [InlineData("user@lab-07")]
    [InlineData("http://lab-07")]
    [InlineData("[2001:db8::7")]
    [InlineData("[2001:db8::7]47114")]
    [InlineData("[]")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("239.255.47.113")]
    [InlineData("255.255.255.255")]
    [InlineData("ff12::4711:3")]
    [InlineData("7")]
    [InlineData("\u001b[2J")]
    public void What_is_no_machine_or_none_of_our_ports_is_refused(string text) => Assert.False(LanHost.TryParse(text, out _), text);
}
