using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>Senders and receivers that vanish, refuse or come to an end.</summary>
public sealed class TroubleTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public void A_killed_sender_leaves_an_incomplete_picture_and_no_file()
    {
        var lab = new SimulatedLab(31);
        var (sender, receivers) = Meet(lab, 3);
        sender.Send(Picture(31, 672_000));
        lab.RunFor(TimeSpan.FromMilliseconds(20));
        sender.Kill();
        lab.RunUntil(() => receivers.All(r => r.Events.OfType<PictureIncomplete>().Any()), TimeSpan.FromSeconds(20), "all gave it up");
        var lost = receivers[0].Events.OfType<PictureIncomplete>().Single();
        Assert.InRange(lost.SymbolsHave, 100, 200);
        Assert.Equal(500, lost.SymbolsOf);
        Assert.Empty(receivers[0].Arrived);
        Assert.All(receivers, r => Assert.Equal(0, r.Transfer.ReservedBytes));
        Assert.All(receivers, r => Assert.False(r.Transfer.HasWork));
    }

    [Fact]
    public void A_sender_that_says_goodbye_leaves_an_incomplete_picture_at_once()
    {
        var lab = new SimulatedLab(32);
        var (sender, receivers) = Meet(lab, 1);
        var number = sender.Send(Picture(32, 700_000));
        lab.RunFor(TimeSpan.FromMilliseconds(20));
        sender.Leave();
        Assert.Equal(DeliveryState.Silent, sender.DeliveryTo(receivers[0], number));
        Assert.True(sender.HasEnded(number));
        lab.RunUntil(() => receivers[0].Events.OfType<PictureIncomplete>().Any(), TimeSpan.FromSeconds(1), "it gave the picture up");
        Assert.Equal("its sender left", receivers[0].Events.OfType<PictureIncomplete>().Single().Reason);
    }

    [Fact]
    public void A_killed_receiver_does_not_hold_the_others_up()
    {
        var lab = new SimulatedLab(33, new LabConditions { Loss = 0.05 });
        var (sender, receivers) = Meet(lab, 5);
        var picture = Picture(33, 700_000);
        var number = sender.Send(picture);
        lab.RunFor(TimeSpan.FromMilliseconds(20));
        receivers[0].Kill();
        lab.RunUntil(
            () => receivers[1..].All(r => sender.DeliveryTo(r, number) == DeliveryState.Delivered), TimeSpan.FromMilliseconds(500),
            "the others have it");
        lab.RunUntil(() => sender.HasEnded(number), TimeSpan.FromSeconds(20), "the killed one was given up");
        Assert.Equal(DeliveryState.Silent, sender.DeliveryTo(receivers[0], number));
    }

    [Fact]
    public void A_sending_ends_at_the_latest_when_its_wait_is_over()
    {
        var lab = new SimulatedLab(34);
        var (sender, receivers) = Meet(lab, 2);
        lab.Cut(receivers[0], sender);
        var number = sender.Send(Picture(34, 10_000), wait: TimeSpan.FromSeconds(2));
        lab.RunUntil(() => sender.HasEnded(number), TimeSpan.FromSeconds(2.1), "the wait is over");
        Assert.Equal(DeliveryState.Silent, sender.DeliveryTo(receivers[0], number));
        Assert.Equal(DeliveryState.Delivered, sender.DeliveryTo(receivers[1], number));
    }

    [Fact]
    public void A_receipt_comes_only_when_the_picture_is_filed()
    {
        var lab = new SimulatedLab(35);
        var (sender, receivers) = Meet(lab, 1);
        receivers[0].OnArrived = (_, _) => { };
        var number = sender.Send(Picture(35, 10_000));
        lab.RunFor(TimeSpan.FromSeconds(2));
        Assert.Single(receivers[0].Arrived);
        Assert.Equal(DeliveryState.Receiving, sender.DeliveryTo(receivers[0], number));
        receivers[0].Transfer.Filed(lab.Now, receivers[0].Arrived[0].Manifest.Transfer);
        receivers[0].Pump();
        lab.RunUntil(() => sender.HasEnded(number), TimeSpan.FromSeconds(1), "the sending ended");
        Assert.Equal(DeliveryState.Delivered, sender.DeliveryTo(receivers[0], number));
    }

    [Theory]
    [InlineData(RefusalReason.DiskFull)]
    [InlineData(RefusalReason.Unreadable)]
    public void A_picture_that_cannot_be_filed_is_refused_with_the_reason(RefusalReason reason)
    {
        var lab = new SimulatedLab(36, new LabConditions { Loss = 0.2 });
        var (sender, receivers) = Meet(lab, 1);
        receivers[0].OnArrived = (host, arrived) => host.Transfer.Refuse(lab.Now, arrived.Manifest.Transfer, reason);
        var number = sender.Send(Picture(36, 10_000));
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        Assert.Equal(reason, sender.Events.OfType<DeliveryChanged>().Last(e => e.Number == number).Reason);
    }

    [Theory]
    [InlineData(5_000, 10, 10, RefusalReason.TooManyBytes)]
    [InlineData(1_000, 200, 100, RefusalReason.TooManyPixels)]
    public void What_is_too_large_for_a_receiver_is_refused_and_not_kept(int length, int width, int height, RefusalReason reason)
    {
        var lab = new SimulatedLab(37);
        var sender = lab.Add("sender");
        var receiver = lab.Add("receiver", transfer: new TransferSettings { MaximumBytes = 4_000, MaximumPixels = 10_000 });
        lab.RunFor(TimeSpan.FromSeconds(1));
        var number = sender.Send(Picture(37, length), width: width, height: height);
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        Assert.Equal((DeliveryState.Refused, reason), sender.Events.OfType<DeliveryChanged>().Select(e => (e.State, e.Reason)).Last());
        Assert.Single(receiver.Events.OfType<PictureNotTaken>(), e => e.Reason == reason);
        Assert.DoesNotContain(receiver.Events, e => e is PictureOffered);
        Assert.Equal(0, receiver.Transfer.ReservedBytes);
    }

    [Fact]
    public void A_wrong_hash_gives_no_picture_and_is_refused_after_a_second_try()
    {
        var lab = new SimulatedLab(38);
        var (sender, receivers) = Meet(lab, 1);
        var number = sender.Transfer.Send(lab.Now, Picture(38, 10_000), "x.png", 1, 1, new string('0', 64), null);
        sender.Pump();
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        Assert.Empty(receivers[0].Arrived);
        Assert.Equal(2, receivers[0].Events.OfType<PictureIncomplete>().Count());
        Assert.Equal(RefusalReason.Unreadable, sender.Events.OfType<DeliveryChanged>().Last().Reason);
    }

    [Fact]
    public void A_receiver_with_too_many_pictures_takes_more_when_some_are_done()
    {
        var lab = new SimulatedLab(39);
        var sender = lab.Add("sender");
        var receiver = lab.Add("receiver", transfer: new TransferSettings { MaximumArrivalsPerSession = 2 });
        lab.RunFor(TimeSpan.FromSeconds(1));
        var pictures = Enumerable.Range(0, 5).Select(i => Picture(40 + i, 50_000)).ToList();
        var numbers = pictures.ConvertAll(p => sender.Send(p));
        lab.RunUntil(() => numbers.TrueForAll(sender.HasEnded), Limit, "all ended");
        Assert.All(pictures, p => Assert.True(receiver.Has(p), lab.Says("all came")));
    }

    [Fact]
    public void Memory_for_what_arrives_is_bounded_and_all_still_comes()
    {
        var lab = new SimulatedLab(40);
        var sender = lab.Add("sender");
        var receiver = lab.Add("receiver", transfer: new TransferSettings { ReceiveMemory = 400_000 });
        lab.RunFor(TimeSpan.FromSeconds(1));
        var pictures = Enumerable.Range(0, 3).Select(i => Picture(50 + i, 350_000)).ToList();
        pictures.ForEach(p => sender.Send(p));
        lab.RunUntil(
            () =>
            {
                Assert.True(receiver.Transfer.ReservedBytes <= 400_000);
                return pictures.TrueForAll(receiver.Has);
            },
            Limit,
            "all came");
    }

    [Fact]
    public void Only_who_receives_is_sent_to()
    {
        var lab = new SimulatedLab(41);
        var (sender, receivers) = Meet(lab, 1);
        var silent = lab.Add("silent", receives: false);
        lab.RunFor(TimeSpan.FromSeconds(1));
        var number = SendAndWait(lab, sender, receivers, Picture(41, 10_000));
        Assert.Null(sender.DeliveryTo(silent, number));
        Assert.DoesNotContain(silent.Events, e => e is PictureOffered or PictureProgress);
    }

    [Fact]
    public void A_receiver_that_hears_nothing_does_not_make_a_flood_of_the_sender()
    {
        var lab = new SimulatedLab(42);
        var (sender, receivers) = Meet(lab, 1);
        lab.Conditions = new LabConditions { SizeLimit = 1_000 };
        var number = sender.Send(Picture(42, 140_000), wait: TimeSpan.FromSeconds(10));
        lab.RunUntil(() => sender.HasEnded(number), TimeSpan.FromSeconds(11), "the sending ended");
        Assert.True(sender.Sent[MessageKind.Symbol] < 100 * 40, lab.Says($"{sender.Sent[MessageKind.Symbol]} symbols for a picture of 100"));
        Assert.Empty(receivers[0].Arrived);
    }

    [Fact]
    public void Nobody_is_woken_without_need()
    {
        var lab = new SimulatedLab(44);
        var (sender, receivers) = Meet(lab, 2);
        var before = sender.WakeUps;
        lab.RunFor(TimeSpan.FromSeconds(60));
        Assert.InRange(sender.WakeUps - before, 10, 60);
        receivers[0].Kill();
        var number = sender.Send(Picture(44, 1_000));
        before = sender.WakeUps;
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        Assert.InRange(sender.WakeUps - before, 10, 100);
    }

    [Fact]
    public void A_restarted_program_of_one_identity_gets_the_picture_under_its_new_session()
    {
        var lab = new SimulatedLab(45);
        var (sender, receivers) = Meet(lab, 2);
        var picture = Picture(45, 700_000);
        var number = sender.Send(picture);
        lab.RunFor(TimeSpan.FromMilliseconds(20));
        receivers[0].Kill();
        var again = lab.Add("again", identity: receivers[0].Identity);
        lab.RunUntil(() => again.Has(picture), Limit, "the restarted one has the picture");
        lab.RunUntil(() => sender.DeliveryTo(again, number) == DeliveryState.Delivered, Limit, "its receipt came");
    }

    [Fact]
    public void Waking_early_changes_nothing()
    {
        List<string> Play(bool wakesEarly)
        {
            var lab = new SimulatedLab(43, new LabConditions { Loss = 0.1 });
            var (sender, receivers) = Meet(lab, 3);
            List<string> log = [];
            foreach (var host in lab.Hosts)
                host.OnSent = (datagram, message) => log.Add($"{lab.Now} {host.Number} {datagram.Size} {Convert.ToHexString(message.AsSpan(0, 21))}");
            sender.Send(Picture(43, 100_000));
            for (var i = 0; i < 2_000; i++)
            {
                lab.RunFor(TimeSpan.FromMilliseconds(1));
                if (!wakesEarly)
                    continue;
                foreach (var host in lab.Hosts)
                {
                    host.Presence.Wake(lab.Now);
                    host.Transfer.Wake(lab.Now);
                    host.Pump();
                }
            }

            Assert.All(receivers, r => Assert.Single(r.Arrived));
            return log;
        }

        Assert.Equal(Play(wakesEarly: false), Play(wakesEarly: true));
    }
}
