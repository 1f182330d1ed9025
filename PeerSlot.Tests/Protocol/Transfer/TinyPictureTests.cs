using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>A drawing of a few hundred bytes is there before anybody looks.</summary>
public sealed class TinyPictureTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The time from the sender's first datagram until the last of eight has it, from a sender that knows nobody: its hello, the proof that it lives, and the picture.</summary>
    [Theory]
    [InlineData(300, 200)]
    [InlineData(10_000, 50)]
    public void A_drawing_reaches_eight_of_eight_at_a_fifth_lost_in_sixty_milliseconds(int length, int seeds)
    {
        List<TimeSpan> times = [];
        for (var seed = 1; seed <= seeds; seed++)
        {
            var lab = new SimulatedLab(seed);
            var receivers = lab.AddMany(8);
            lab.RunFor(TimeSpan.FromSeconds(3));
            foreach (var receiver in receivers)
                receiver.Conditions = new LabConditions { Loss = 0.2 };
            var command = lab.Add("command", receives: false);
            var began = lab.Now;
            var picture = Picture(seed, length);
            command.Send(picture);
            lab.RunUntil(() => receivers.All(r => r.Has(picture)), Limit, "all have it");
            times.Add(lab.Now - began);
        }

        times.Sort();
        Assert.True(times[seeds / 2] <= TimeSpan.FromMilliseconds(30), $"median {times[seeds / 2]}");
        Assert.True(times[seeds * 99 / 100 - 1] <= TimeSpan.FromMilliseconds(60), $"99 of 100 within {times[seeds * 99 / 100 - 1]}");
    }

    [Fact]
    public void What_fits_its_manifest_needs_no_symbols()
    {
        var lab = new SimulatedLab(81);
        var (sender, receivers) = Meet(lab, 2);
        SendAndWait(lab, sender, receivers, Picture(81, 300));
        Assert.Equal(0, SymbolsOf(sender));
        Assert.Equal(new TransferSettings().ManifestRepeats, sender.Sent[MessageKind.Manifest]);
    }

    [Fact]
    public void The_copies_of_a_small_picture_are_repair_symbols()
    {
        var lab = new SimulatedLab(82);
        var (sender, receivers) = Meet(lab, 2);
        List<int> indexes = [];
        sender.OnSent = (_, message) =>
        {
            if ((message[0] & 15) is (int)MessageKind.Symbol or (int)MessageKind.TimedSymbol)
                indexes.Add(message[20]);
        };
        SendAndWait(lab, sender, receivers, Picture(82, 1_344 * 4));
        Assert.Equal(Enumerable.Range(0, 12), indexes);
    }
}
