using System.Text;
using PeerSlot.Protocol.Lab;
using Xunit;
using static PeerSlot.Tests.Protocol.Lab.LabTraffic;

namespace PeerSlot.Tests.Protocol.Lab;

public sealed class LabNotifySlotTests
{
    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    public void A_peerslot_in_a_room_is_no_lab_client_but_for_who_is_in_no_room(bool asPeer, bool inRoom, bool outside)
    {
        var client = new Guid("abcdefab-2222-3333-4444-555555555555");
        var notification = new byte[LabName.Size];
        LabName.Write(client, asPeer, notification);
        Assert.True(LabName.TryRead(notification, out var read, out _));
        Assert.Equal(client, read);
        Assert.Equal(inRoom, AfterNotification(new LabNotifySlot(new LabSettings(), _ => false), Encoding.Latin1.GetString(notification)) is not null);
        Assert.Equal(outside, AfterNotification(new LabNotifySlot(new LabSettings(), _ => false, takePeers: true), Encoding.Latin1.GetString(notification)) is not null);
    }

    [Fact]
    public void A_client_appears_with_its_first_notification_only()
    {
        var slot = new LabNotifySlot(new LabSettings(), _ => false);
        Assert.Equal(new LabClientAppeared(Client), AfterNotification(slot, LabName.SlotOf(Client)));
        Assert.Null(AfterNotification(slot, LabName.SlotOf(Client)));
        Assert.Null(AfterNotification(slot, LabName.SlotOf(Client).ToUpperInvariant()));
        Assert.Equal(3, slot.Messages);
        Assert.Equal(0, slot.Ignored);
    }

    [Fact]
    public void A_client_whose_slot_was_closed_appears_again()
    {
        var slot = new LabNotifySlot(new LabSettings(), _ => false);
        AfterNotification(slot, LabName.SlotOf(Client));
        Assert.True(slot.Forget(Client));
        Assert.False(slot.Forget(Client));
        Assert.Equal(new LabClientAppeared(Client), AfterNotification(slot, LabName.SlotOf(Client)));
    }

    [Fact]
    public void Slots_of_peers_are_never_opened()
    {
        var slot = new LabNotifySlot(new LabSettings(), uuid => uuid == Client);
        Assert.Null(AfterNotification(slot, LabName.SlotOf(Client)));
        Assert.Equal((1, 0), (slot.OfPeers, slot.Ignored));
    }

    [Fact]
    public void A_closed_slot_makes_room_for_another_client()
    {
        var slot = new LabNotifySlot(new LabSettings { MaximumClients = 1 }, _ => false);
        AfterNotification(slot, LabName.SlotOf(Client));
        var other = Guid.Parse("99999999-2222-3333-4444-555555555555");
        Assert.Null(AfterNotification(slot, LabName.SlotOf(other)));
        Assert.Equal(1, slot.Refused);
        slot.Forget(Client);
        Assert.Equal(new LabClientAppeared(other), AfterNotification(slot, LabName.SlotOf(other)));
    }

    [Theory]
    [InlineData("{11111111-2222-3333-4444-555555555555}\0")]
    [InlineData("{11111111-2222-3333-4444-555555555555}\r\njunk")]
    [InlineData("{11111111-2222-3333-4444-555555555555}{99999999-2222-3333-4444-555555555555}")]
    public void What_stands_behind_the_name_is_ignored(string notification) =>
        Assert.Equal(new LabClientAppeared(Client), AfterNotification(new LabNotifySlot(new LabSettings(), _ => false), notification));

    [Theory]
    [InlineData("")]
    [InlineData("{11111111-2222-3333-4444-55555555555}")]
    [InlineData("11111111-2222-3333-4444-555555555555")]
    [InlineData("(11111111-2222-3333-4444-555555555555)")]
    [InlineData(" {11111111-2222-3333-4444-55555555555}")]
    [InlineData("{11111111-2222-3333-4444-55555555555g}")]
    [InlineData("{+1111111-2222-3333-4444-555555555555}")]
    [InlineData("{0x111111-2222-3333-4444-555555555555}")]
    [InlineData("{11111111 2222 3333 4444 555555555555}")]
    [InlineData("{00000000-0000-0000-0000-000000000000}")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public void What_is_no_notification_changes_nothing_but_a_counter(string notification)
    {
        var slot = new LabNotifySlot(new LabSettings(), _ => false);
        Assert.Null(AfterNotification(slot, notification));
        Assert.Equal(1, slot.Ignored);
        Assert.Empty(slot.Clients);
    }

    [Fact]
    public void Random_bytes_change_nothing_but_a_counter()
    {
        var slot = new LabNotifySlot(new LabSettings(), _ => false);
        var random = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var message = new byte[i % 1_001];
            random.NextBytes(message);
            slot.Receive(message);
        }

        Assert.Equal(10_000, slot.Ignored);
    }

    private static object? AfterNotification(LabNotifySlot slot, string notification)
    {
        slot.Receive(Encoding.Latin1.GetBytes(notification));
        slot.TryTakeEvent(out var happened);
        Assert.False(slot.TryTakeEvent(out _));
        return happened;
    }
}
