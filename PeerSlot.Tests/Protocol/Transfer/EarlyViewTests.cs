using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>What people see before a picture is whole.</summary>
public sealed class EarlyViewTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(8_000, 1_369)]
    [InlineData(90, 1_369)]
    [InlineData(330, 353)]
    public void A_preview_is_on_every_screen_within_a_tenth_of_a_second(int symbolsPerSecond, int maximumMessage)
    {
        var lab = new SimulatedLab(91, new LabConditions { PacedPerSecond = symbolsPerSecond });
        var sender = lab.Add("sender", transfer: new TransferSettings { MaximumMessage = maximumMessage });
        var receivers = lab.AddMany(4);
        lab.RunFor(TimeSpan.FromSeconds(3));
        var preview = Picture(91, 2_563);
        sender.Transfer.Send(lab.Now, Picture(92, 50_000), "dog.png", 1, 1, null, null, null, preview);
        sender.Pump();
        lab.RunUntil(
            () => receivers.All(r => r.Events.OfType<PicturePreviewed>().Any()), TimeSpan.FromMilliseconds(100), "all have the preview");
        Assert.All(receivers, r => Assert.Equal(preview, r.Events.OfType<PicturePreviewed>().Single().Preview));
    }

    [Fact]
    public void A_preview_that_comes_after_the_first_symbols_is_sent_all_the_same()
    {
        var lab = new SimulatedLab(92);
        var (sender, receivers) = Meet(lab, 3);
        var number = sender.Send(Picture(93, 500_000));
        lab.RunFor(TimeSpan.FromMilliseconds(12));
        sender.Transfer.AddPreview(number, Picture(94, 2_000));
        lab.RunUntil(() => receivers.All(r => r.Events.OfType<PicturePreviewed>().Any()), TimeSpan.FromMilliseconds(10), "all have the preview");
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        Assert.Equal(4, sender.Sent[MessageKind.Preview]);
    }

    [Fact]
    public void A_picture_shows_its_beginning_as_it_grows_at_most_five_times_a_second()
    {
        var lab = new SimulatedLab(93, new LabConditions { Loss = 0.1 });
        var (sender, receivers) = Meet(lab, 2);
        var picture = Picture(95, 10_000_000);
        var began = lab.Now;
        SendAndWait(lab, sender, receivers, picture);
        var prefixes = receivers[0].Events.OfType<PicturePrefix>().ToList();
        Assert.True(prefixes.Count is >= 4 and <= 8, $"{prefixes.Count} prefixes of {string.Join(' ', prefixes.Select(p => p.Prefix.Length))} in {lab.Now - began}");
        Assert.All(prefixes, p => Assert.True(picture.AsSpan().StartsWith(p.Prefix.Span), lab.Says("a prefix is not the picture's")));
        Assert.Equal(prefixes.Select(p => p.Prefix.Length).Order(), prefixes.Select(p => p.Prefix.Length));
        Assert.True(prefixes[^1].Prefix.Length > 6_000_000);
    }

    [Fact]
    public void A_digest_that_is_lost_does_not_keep_the_rest_of_a_picture_from_being_shown()
    {
        var lab = new SimulatedLab(97);
        var (sender, receivers) = Meet(lab, 1);
        var digests = 0;
        sender.OnSent = (_, message) =>
            lab.Conditions = lab.Conditions with { SizeLimit = message[0] == 0x20 + (int)MessageKind.Digests && ++digests == 1 ? 0 : 65_507 };
        var picture = Picture(97, 5_000_000);
        SendAndWait(lab, sender, receivers, picture);
        Assert.True(digests > 1);
        var prefixes = receivers[0].Events.OfType<PicturePrefix>().ToList();
        Assert.True(prefixes.Count > 0 && prefixes[^1].Prefix.Length > 2_500_000, lab.Says($"{prefixes.Count} beginnings were shown"));
    }

    [Fact]
    public void Messages_are_never_larger_than_the_network_takes()
    {
        var lab = new SimulatedLab(94, new LabConditions { Loss = 0.1 });
        var sender = lab.Add("sender-with-a-rather-long-nickname", transfer: new TransferSettings { MaximumMessage = 353 });
        var receivers = lab.AddMany(3);
        lab.RunFor(TimeSpan.FromSeconds(3));
        var greatest = 0;
        sender.OnSent = (_, message) => greatest = Math.Max(greatest, (message[0] & 15) == 1 ? 0 : message.Length);
        var picture = Picture(96, 60_000);
        sender.Send(picture, fileName: new string('n', 200) + ".png");
        lab.RunUntil(() => receivers.All(r => r.Has(picture)), Limit, "all have it");
        Assert.InRange(greatest, 300, 353);
    }
}
