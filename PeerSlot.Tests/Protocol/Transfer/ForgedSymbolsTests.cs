using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>In an open room anybody can write a symbol into another's picture. It is found, never shown, and mended.</summary>
public sealed class ForgedSymbolsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    public void Spoiled_blocks_are_mended_alone(double loss)
    {
        var lab = new SimulatedLab(101, new LabConditions { Loss = loss });
        var (sender, receivers) = Meet(lab, 2);
        var picture = Picture(101, 128 * 20 * 1_344);
        var number = sender.Send(picture);
        lab.RunFor(TimeSpan.FromMilliseconds(5));
        foreach (var block in new ushort[] { 3, 11, 19 })
            Forge(lab, sender, receivers[0], number, block, index: 64);
        lab.RunUntil(() => receivers.All(r => sender.DeliveryTo(r, number) == DeliveryState.Delivered), Limit, "both have it");
        Assert.All(receivers, r => Assert.True(r.Has(picture)));
        Assert.DoesNotContain(receivers[0].Events, e => e is PictureIncomplete);
        Assert.All(receivers[0].Events.OfType<PicturePrefix>(), p => Assert.True(picture.AsSpan().StartsWith(p.Prefix.Span), "A forged symbol was shown."));
        Assert.InRange(SymbolsOf(sender) / (2_560 / (1 - loss)), 1.0, 1.0 + 7 * 128 / 2_560.0);
    }

    [Fact]
    public void A_picture_of_one_block_that_was_spoiled_comes_again()
    {
        var lab = new SimulatedLab(102);
        var (sender, receivers) = Meet(lab, 2);
        var picture = Picture(102, 100_000);
        var number = sender.Send(picture);
        lab.RunFor(TimeSpan.FromMilliseconds(2));
        Forge(lab, sender, receivers[0], number, block: 0, index: 70);
        lab.RunUntil(() => receivers.All(r => r.Has(picture)), Limit, "both have it");
    }

    [Fact]
    public void Who_forges_without_end_is_not_followed_without_end()
    {
        var lab = new SimulatedLab(103);
        var (sender, receivers) = Meet(lab, 1);
        var number = sender.Send(Picture(103, 400_000), wait: TimeSpan.FromSeconds(5));
        for (var i = 0; i < 6_000 && !sender.HasEnded(number); i++)
        {
            Forge(lab, sender, receivers[0], number, block: (ushort)(i % 3), index: (byte)(i % 200));
            lab.RunFor(TimeSpan.FromMilliseconds(1));
        }

        Assert.True(sender.HasEnded(number), lab.Says("the sending ended"));
        Assert.True(SymbolsOf(sender) < 300 * 40, lab.Says($"{SymbolsOf(sender)} symbols for a picture of 298"));
    }

    [Fact]
    public void Digests_are_not_believed_of_a_stranger()
    {
        var lab = new SimulatedLab(104);
        var (sender, receivers) = Meet(lab, 1);
        var picture = Picture(104, 400_000);
        var number = sender.Send(picture);
        lab.RunFor(TimeSpan.FromMilliseconds(5));
        var stranger = new FakeIdentity(666);
        var forged = new MessageBuilder { Session = sender.Local.Id.Value, Identity = stranger, Transfer = number };
        lab.Inject(receivers[0], forged.Digests(0, new byte[48]));
        lab.RunUntil(() => receivers[0].Has(picture), TimeSpan.FromMilliseconds(200), "it has it");
        Assert.Equal(1, receivers[0].Local.Ignored.Forged);
    }

    [Fact]
    public void A_sealed_room_needs_no_digests()
    {
        var lab = new SimulatedLab(105);
        var sender = lab.Add("sender", transfer: new TransferSettings { UsesDigests = false });
        var receiver = lab.Add("receiver", transfer: new TransferSettings { UsesDigests = false });
        lab.RunFor(TimeSpan.FromSeconds(1));
        SendAndWait(lab, sender, [receiver], Picture(105, 3_000_000));
        Assert.False(sender.Sent.ContainsKey(MessageKind.Digests));
        Assert.NotEmpty(receiver.Events.OfType<PicturePrefix>());
    }

    private static void Forge(SimulatedLab lab, SimulatedHost sender, SimulatedHost receiver, uint number, ushort block, byte index)
    {
        var forger = new MessageBuilder { Session = sender.Local.Id.Value, Transfer = number };
        lab.Inject(receiver, forger.Symbol(block, index, Picture(7, 1_344), counter: sender.Local.Counter));
    }
}
