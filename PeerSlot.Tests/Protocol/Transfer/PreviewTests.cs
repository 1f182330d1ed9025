using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>Every screen shows something soon, on lines so slow that the picture itself takes seconds.</summary>
public sealed class PreviewTests
{
    private const int Receivers = 8;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>A shaped line lets the first 16 KB pass at once; one that does not has everything stand in its queue.</summary>
    [Theory]
    [InlineData(WireLimits.MaximumPlainMessage, true, 0)]
    [InlineData(WireLimits.MaximumPlainMessage, true, 16_384)]
    [InlineData(WireLimits.MaximumPlainMessage, false, 16_384)]
    [InlineData(374, true, 0)]
    [InlineData(374, true, 16_384)]
    [InlineData(374, false, 16_384)]
    public void On_a_line_of_1_Mbit_it_is_on_every_screen_within_a_tenth_of_a_second(int message, bool isKnown, int burst)
    {
        foreach (var later in new[] { 0, 10, 15 })
        {
            var times = Times(0, message, isKnown, burst, TimeSpan.FromMilliseconds(later));
            Assert.True(times[^1] <= 100, $"made after {later} ms, there after {times[^1]:F1} ms");
        }
    }

    /// <summary>Where each of nine hosts has such a line, the questions of eight who want a newcomer's proof, and its answers, take their time too.</summary>
    [Theory]
    [InlineData(WireLimits.MaximumPlainMessage)]
    [InlineData(374)]
    public void Of_one_who_has_just_come_it_is_there_a_little_later_where_no_line_lets_anything_pass_at_once(int message)
    {
        var times = Times(0, message, isKnown: false, 0, TimeSpan.Zero);
        Assert.True(times[times.Count / 2] <= 100, $"half after {times[times.Count / 2]:F1} ms");
        Assert.True(times[^1] <= 120, $"there after {times[^1]:F1} ms");
    }

    [Theory]
    [InlineData(0.05, WireLimits.MaximumPlainMessage, true)]
    [InlineData(0.05, WireLimits.MaximumPlainMessage, false)]
    [InlineData(0.05, 374, true)]
    [InlineData(0.2, WireLimits.MaximumPlainMessage, true)]
    [InlineData(0.2, WireLimits.MaximumPlainMessage, false)]
    [InlineData(0.2, 374, true)]
    [InlineData(0.2, 374, false)]
    public void Loss_on_such_a_line_delays_it_a_little(double loss, int message, bool isKnown)
    {
        foreach (var later in new[] { 0, 10 })
        {
            var times = Times(loss, message, isKnown, 16_384, TimeSpan.FromMilliseconds(later));
            Assert.True(times[times.Count * 3 / 4] <= 20, $"made after {later} ms, 3 of 4 after {times[times.Count * 3 / 4]:F1} ms");
            Assert.True(times[times.Count * 95 / 100] <= 180, $"made after {later} ms, 95 of 100 after {times[times.Count * 95 / 100]:F1} ms");
        }
    }

    [Fact]
    public void A_fast_line_waits_little_for_one_that_is_never_made()
    {
        TimeSpan Play(bool awaits)
        {
            var lab = new SimulatedLab(7);
            var (sender, receivers) = Meet(lab, 3);
            lab.Conditions = Line(100_000_000, 0, 0);
            var (picture, began) = (Picture(7, 1 << 20), lab.Now);
            sender.Send(picture, awaitsPreview: awaits);
            lab.RunUntil(() => receivers.All(r => r.Has(picture)), Limit, "all have it");
            return lab.Now - began;
        }

        Assert.InRange((Play(awaits: true) - Play(awaits: false)).TotalMilliseconds, 5, 16);
    }

    [Fact]
    public void Fragments_that_come_before_their_manifest_are_kept()
    {
        var lab = new SimulatedLab(8);
        var host = lab.Add("host");
        var forger = new MessageBuilder();
        lab.Inject(host, new MessageBuilder { Echo = host.Local.Challenge }.Announcement("sender"));
        foreach (var fragment in forger.Preview(new byte[2_600], 3))
            lab.Inject(host, fragment);
        Assert.Empty(host.Events.OfType<PicturePreviewed>());
        lab.Inject(host, forger.Manifest(100_000));
        Assert.Equal(2_600, host.Events.OfType<PicturePreviewed>().Single().Preview.Length);
    }

    /// <summary>Of all fragments that there are, any three make one of three.</summary>
    [Fact]
    public void Any_so_many_fragments_make_it_whole()
    {
        var random = new Random(9);
        var preview = Picture(9, 2_601);
        for (var round = 0; round < 50; round++)
        {
            var toSend = new PreviewToSend(TestSession.Create(), 1, preview, 1_000);
            var messages = Enumerable.Range(0, 3 + 127).Select(_ => Written(toSend)).ToArray();
            random.Shuffle(messages);
            PreviewFragments? fragments = null;
            for (var taken = 1; taken <= 3; taken++)
            {
                var message = messages[taken];
                Assert.True(MessageHeader.TryRead(message, out var header));
                Assert.True(PreviewMessage.TryRead(header, message, out var shape, out var data));
                fragments ??= new PreviewFragments(shape);
                var whole = fragments.Take(header.Index, data);
                Assert.Equal(taken == 3, whole is not null);
                Assert.Null(fragments.Take(header.Index, data));
                if (whole is not null)
                    Assert.Equal(preview, whole[64..]);
            }
        }
    }

    private static byte[] Written(PreviewToSend preview)
    {
        var buffer = new byte[WireLimits.MaximumMessage];
        return buffer[..preview.Write(TestSession.Create(), 1, buffer)];
    }

    private static LabConditions Line(long bitsPerSecond, double loss, int burst) =>
        new() { Loss = loss, PacedPerSecond = 0, UpBitsPerSecond = bitsPerSecond, DownBitsPerSecond = bitsPerSecond, BurstBytes = burst };

    /// <summary>Milliseconds from the sender's first datagram until each receiver of ten labs has it, sorted.</summary>
    /// <param name="isKnown">A screen; false = a command, that nobody heard of.</param>
    private static List<double> Times(double loss, int message, bool isKnown, int burst, TimeSpan later)
    {
        List<double> times = [];
        for (var seed = 1; seed <= 10; seed++)
        {
            var lab = new SimulatedLab(seed);
            var transfer = new TransferSettings { MaximumMessage = message };
            var sender = isKnown ? lab.Add("sender", transfer: transfer) : null;
            var receivers = lab.AddMany(Receivers);
            lab.RunFor(TimeSpan.FromSeconds(4));
            lab.Conditions = Line(1_000_000, loss, burst);
            var began = lab.Now;
            sender ??= lab.Add("sender", transfer: transfer, receives: false);
            Send(lab, sender, Picture(seed, 200_000), later);
            var waiting = receivers.ToList();
            lab.RunUntil(
                () =>
                {
                    for (var gone = waiting.RemoveAll(r => r.Events.Exists(e => e is PicturePreviewed)); gone > 0; gone--)
                        times.Add((lab.Now - began).TotalMilliseconds);
                    return waiting.Count == 0 || lab.Now - began > TimeSpan.FromSeconds(1);
                },
                Limit,
                "all have the preview");
            times.AddRange(waiting.Select(_ => double.PositiveInfinity));
        }

        times.Sort();
        return times;
    }

    private static void Send(SimulatedLab lab, SimulatedHost sender, byte[] picture, TimeSpan later)
    {
        var preview = Picture(1, 2_563);
        if (later == TimeSpan.Zero)
        {
            sender.Send(picture, preview: preview);
            return;
        }

        var number = sender.Send(picture, awaitsPreview: true);
        lab.After(later, () =>
        {
            sender.Transfer.AddPreview(number, preview);
            sender.Pump();
        });
    }
}
