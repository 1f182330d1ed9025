using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>Who was not there, or not able, gets a picture later.</summary>
public sealed class LateComersTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TransferSettings Keeping = new() { KeptPictures = 8 };

    [Theory]
    [InlineData(0.0, 400_000)]
    [InlineData(0.2, 400_000)]
    [InlineData(0.5, 400_000)]
    [InlineData(0.2, 300)]
    public void One_who_comes_after_a_picture_is_offered_it_and_pulls_it(double loss, int length)
    {
        var lab = new SimulatedLab(61);
        var sender = lab.Add("sender", transfer: Keeping);
        var receiver = lab.Add("receiver");
        lab.RunFor(TimeSpan.FromSeconds(1));
        var picture = Picture(61, length);
        SendAndWait(lab, sender, [receiver], picture);
        lab.Conditions = new LabConditions { Loss = loss };
        var late = lab.Add("late");
        lab.RunUntil(() => late.Events.OfType<PictureAvailable>().Any(), Limit, "it was offered");
        var offered = late.Events.OfType<PictureAvailable>().Single().Manifest;
        Assert.Equal((length, "dog.png"), (offered.Length, offered.FileName));
        Assert.False(late.Transfer.HasWork);
        late.Transfer.Pull(lab.Now, offered.Transfer);
        late.Pump();
        lab.RunUntil(() => late.Has(picture), Limit, "it has the picture");
        lab.RunUntil(() => sender.DeliveryTo(late, offered.Transfer.Number) == DeliveryState.Delivered, Limit, "its receipt came");
        lab.RunFor(TimeSpan.FromSeconds(15));
        Assert.Single(receiver.Arrived);
        Assert.DoesNotContain(receiver.Events, e => e is PictureAvailable);
        Assert.Single(late.Events.OfType<PictureAvailable>());
        Assert.False(sender.Transfer.HasWork);
    }

    /// <summary>It comes with its manifest, so its sender asks for no receipt: one that is lost must come again by itself.</summary>
    [Fact]
    public void The_receipt_of_a_small_picture_that_was_pulled_comes_however_much_is_lost()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var lab = new SimulatedLab(seed);
            var (sender, receiver) = (lab.Add("sender", transfer: Keeping), lab.Add("receiver"));
            lab.RunFor(TimeSpan.FromSeconds(1));
            SendAndWait(lab, sender, [receiver], Picture(61, 300));
            lab.Conditions = new LabConditions { Loss = 0.2 };
            var late = lab.Add("late");
            lab.RunUntil(() => late.Events.OfType<PictureAvailable>().Any(), Limit, "it was offered");
            var transfer = late.Events.OfType<PictureAvailable>().Single().Manifest.Transfer;
            late.Transfer.Pull(lab.Now, transfer);
            late.Pump();
            lab.RunUntil(() => sender.DeliveryTo(late, transfer.Number) == DeliveryState.Delivered, TimeSpan.FromSeconds(2), "its receipt came");
        }
    }

    [Fact]
    public void What_a_late_comer_pulls_comes_by_unicast_and_once()
    {
        var lab = new SimulatedLab(62);
        var sender = lab.Add("sender", transfer: Keeping);
        var receiver = lab.Add("receiver");
        lab.RunFor(TimeSpan.FromSeconds(1));
        var picture = Picture(62, 1_344 * 300);
        SendAndWait(lab, sender, [receiver], picture);
        var late = lab.Add("late");
        lab.RunUntil(() => late.Events.OfType<PictureAvailable>().Any(), Limit, "it was offered");
        var before = SymbolsOf(sender);
        late.Transfer.Pull(lab.Now, late.Events.OfType<PictureAvailable>().Single().Manifest.Transfer);
        late.Pump();
        lab.RunUntil(() => late.Has(picture), Limit, "it has the picture");
        Assert.Equal(300, SymbolsOf(sender) - before);
        Assert.Equal(300, sender.UnicastSymbols);
        Assert.Equal(0, late.Arrived[0].Repaired);
    }

    [Fact]
    public void Of_many_sent_pictures_the_newest_eight_are_kept_within_their_memory()
    {
        var lab = new SimulatedLab(63);
        var sender = lab.Add("sender", transfer: Keeping with { KeptMemory = 250_000 });
        var receiver = lab.Add("receiver");
        lab.RunFor(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 10; i++)
            SendAndWait(lab, sender, [receiver], Picture(i, 50));
        Assert.Equal(8, sender.Local.Kept.Count);
        SendAndWait(lab, sender, [receiver], Picture(70, 200_000));
        SendAndWait(lab, sender, [receiver], Picture(71, 200_000));
        Assert.Equal(8, sender.Local.Kept.Count);
        SendAndWait(lab, sender, [receiver], Picture(72, 200_000));
        Assert.Equal(2, sender.Local.Kept.Count);
    }

    [Fact]
    public void A_command_keeps_nothing()
    {
        var lab = new SimulatedLab(64);
        var (sender, receivers) = Meet(lab, 1);
        SendAndWait(lab, sender, receivers, Picture(64, 5_000));
        lab.RunFor(TimeSpan.FromSeconds(1));
        Assert.Empty(sender.Local.Kept);
    }

    [Fact]
    public void A_picture_for_one_is_not_given_to_another_who_asks()
    {
        var lab = new SimulatedLab(65);
        var sender = lab.Add("sender", transfer: Keeping);
        var one = lab.Add("one");
        lab.RunFor(TimeSpan.FromSeconds(1));
        var number = sender.Send(Picture(65, 5_000), [one.Id]);
        lab.RunUntil(() => sender.HasEnded(number), Limit, "it ended");
        var late = lab.Add("late");
        lab.RunFor(TimeSpan.FromSeconds(3));
        late.Transfer.Pull(lab.Now, new TransferId(sender.Local.Id, number));
        late.Pump();
        lab.RunFor(TimeSpan.FromSeconds(3));
        Assert.DoesNotContain(late.Events, e => e is PictureAvailable or PictureOffered);
    }

    [Fact]
    public void A_seat_that_fell_silent_is_sent_to_again()
    {
        var lab = new SimulatedLab(66);
        var sender = lab.Add("sender", transfer: Keeping);
        var receivers = lab.AddMany(3);
        lab.RunFor(TimeSpan.FromSeconds(1));
        lab.Cut(sender, receivers[0]);
        var picture = Picture(66, 300_000);
        var number = sender.Send(picture);
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        Assert.Equal(DeliveryState.Silent, sender.DeliveryTo(receivers[0], number));
        lab.Heal(sender, receivers[0]);
        lab.RunFor(TimeSpan.FromSeconds(10));
        Assert.True(sender.Transfer.TrySendAgain(lab.Now, number));
        sender.Pump();
        lab.RunUntil(() => sender.DeliveryTo(receivers[0], number) == DeliveryState.Delivered, Limit, "its receipt came");
        Assert.All(receivers, r => Assert.Single(r.Arrived));
        Assert.False(sender.Transfer.TrySendAgain(lab.Now, 12_345));
    }

    [Fact]
    public void One_who_joins_late_does_not_hold_up_the_others()
    {
        var lab = new SimulatedLab(67, new LabConditions { Loss = 0.05 });
        var (sender, receivers) = Meet(lab, 6);
        var picture = Picture(67, 4_000_000);
        var began = lab.Now;
        sender.Send(picture);
        lab.RunFor(TimeSpan.FromMilliseconds(300));
        var late = lab.Add("late");
        lab.RunUntil(() => receivers.All(r => r.Has(picture)), TimeSpan.FromMilliseconds(250), "all who were there have it");
        Assert.False(late.Has(picture));
        lab.RunUntil(() => late.Has(picture), TimeSpan.FromSeconds(1), "the late one has it");
        Assert.True(lab.Now - began < TimeSpan.FromSeconds(1.2), lab.Says("soon"));
    }
}
