using System.Runtime.Versioning;
using System.Text;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Local;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Local;

[UnsupportedOSPlatform("windows")]
public sealed class SlotFileNameTests
{
    [Theory]
    [InlineData(@"peerslot\hello-2", "/f/peerslot~hello-2")]
    [InlineData("{ED19AA6C}", "/f/{ed19aa6c}")]
    [InlineData("Slot One~%", "/f/slot%20one%7e%25")]
    [InlineData("..", "/f/%2e.")]
    [InlineData(@"a\..\b", "/f/a~..~b")]
    [InlineData("é", "/f/%c3%a9")]
    public void A_name_is_a_plain_file_name(string name, string expected) => Assert.Equal(expected, SlotFileName.Of("/f", name));

    [Fact]
    public void The_longest_name_fits_a_socket_as_its_hash()
    {
        var path = SlotFileName.Of("/run/user/1000/peerslot", new string('x', MailslotPath.LongestName));
        Assert.True(Encoding.UTF8.GetByteCount(path + SlotFileName.SocketSuffix) <= 103, path);
        Assert.NotEqual(path, SlotFileName.Of("/run/user/1000/peerslot", new string('x', MailslotPath.LongestName - 1) + "y"));
    }

    [Fact]
    public void The_folder_is_the_sessions_or_the_users_own_in_the_temporary_one()
    {
        using var session = new TemporaryFolder();
        Assert.Equal(session["peerslot"], SlotFolder.Choose(session.Path, "/tmp", "ann"));
        Assert.Equal("/tmp/peerslot-ann", SlotFolder.Choose(null, "/tmp", "ann"));
        Assert.Equal("/tmp/peerslot-ann", SlotFolder.Choose("relative", "/tmp", "ann"));
        Assert.Equal("/tmp/peerslot-ann", SlotFolder.Choose("/nowhere", "/tmp", "ann"));
        Assert.Equal("/tmp/peerslot-ann", SlotFolder.Choose(session.Sub(new string('d', 80)), "/tmp", "ann"));
    }
}
