using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>What is done with the pictures of whom we do not want them from, or not without a question.</summary>
public sealed class AcceptTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(300, 0.0)]
    [InlineData(200_000, 0.2)]
    public void Nothing_of_a_picture_is_collected_before_the_person_said_yes(int size, double loss)
    {
        var (lab, sender, receiver, picture) = Meet(1, Acceptance.Ask, size, loss);
        sender.Send(picture);
        lab.RunUntil(() => receiver.Events.OfType<PictureAsked>().Any(), TimeSpan.FromSeconds(1), "the person is asked");
        lab.RunFor(TimeSpan.FromSeconds(2));
        var asked = receiver.Events.OfType<PictureAsked>().Single().Manifest;
        Assert.Equal((sender.Id, (long)size), (asked.From, asked.Length));
        Assert.DoesNotContain(receiver.Events, e => e is PictureOffered or PictureArrived or PictureProgress);
        Assert.Equal(0, receiver.Transfer.ReservedBytes);

        receiver.Transfer.Pull(lab.Now, asked.Transfer);
        receiver.Pump();
        lab.RunUntil(() => receiver.Has(picture), Limit, "it arrived");
    }

    [Fact]
    public void Who_is_refused_is_told_so_and_the_person_too()
    {
        var (lab, sender, receiver, picture) = Meet(2, Acceptance.Refuse, 100_000, 0.1);
        var number = sender.Send(picture);
        lab.RunUntil(() => sender.DeliveryTo(receiver, number) == DeliveryState.Refused, Limit, "the sender knows");
        Assert.Equal(RefusalReason.NotWanted, receiver.Events.OfType<PictureNotTaken>().Single().Reason);
        Assert.Empty(receiver.Arrived);
    }

    [Fact]
    public void Who_is_muted_is_told_so_and_nobody_else_hears_of_it()
    {
        var (lab, sender, receiver, picture) = Meet(3, Acceptance.RefuseQuietly, 100_000, 0.1);
        var before = receiver.Events.Count;
        var number = sender.Send(picture);
        lab.RunUntil(() => sender.DeliveryTo(receiver, number) == DeliveryState.Refused, Limit, "the sender knows");
        Assert.Equal(before, receiver.Events.Count);
    }

    private static (SimulatedLab Lab, SimulatedHost Sender, SimulatedHost Receiver, byte[] Picture) Meet(
        int seed, Acceptance acceptance, int size, double loss)
    {
        var lab = new SimulatedLab(seed, new LabConditions { Loss = loss });
        var (sender, receiver) = (lab.Add("sender"), lab.Add("receiver"));
        receiver.Accepts = _ => acceptance;
        lab.RunFor(TimeSpan.FromSeconds(3));
        var picture = new byte[size];
        new Random(seed).NextBytes(picture);
        return (lab, sender, receiver, picture);
    }
}
