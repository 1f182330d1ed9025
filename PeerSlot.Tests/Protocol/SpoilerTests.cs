using System.Security.Cryptography;
using PeerSlot.Protocol;
using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol;

/// <summary>
/// Somebody on the same network who wants to spoil it: writes others' sessions and addresses on what he sends, invents sessions, and answers with lies. In an
/// open room, where nothing but signatures stops him.
/// </summary>
public sealed class SpoilerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Of somebody who has nothing to do with the room.</summary>
    private static readonly SimulatedAddress Victim = new(777);

    /// <summary>Where injected messages come from unless said.</summary>
    private static readonly SimulatedAddress Own = new(9_999);

    [Fact]
    public void No_report_goes_to_an_address_that_was_only_written_on_a_datagram()
    {
        var (lab, seat, spoiler) = Live(1);
        var sent = Watch(seat);
        lab.Inject(seat, spoiler.Manifest(1_000_000), Victim);
        for (var i = 0; i < 200; i++)
        {
            lab.Inject(seat, spoiler.Symbol((ushort)(i % 5), (byte)i, new byte[1_344]), Victim);
            lab.Inject(seat, spoiler.EndOfPass((ushort)i), Victim);
            lab.RunFor(TimeSpan.FromMilliseconds(5));
        }

        Assert.NotEmpty(sent(MessageKind.Report));
        Assert.All(sent(MessageKind.Report), to => Assert.Equal(Own, to));
    }

    [Fact]
    public void One_end_of_pass_brings_no_more_reports_than_one_each_five_milliseconds()
    {
        var (lab, seat, spoiler) = Live(2);
        var sent = Watch(seat);
        lab.Inject(seat, spoiler.Manifest(1_000_000));
        lab.Inject(seat, spoiler.Symbol(0, 0, new byte[1_344]));
        for (var i = 0; i < 1_000; i++)
        {
            lab.Inject(seat, spoiler.EndOfPass(1));
            lab.RunFor(TimeSpan.FromMilliseconds(0.5));
        }

        Assert.InRange(sent(MessageKind.Report).Count, 50, 101);
    }

    [Fact]
    public void A_session_that_has_not_proved_to_speak_now_gets_no_reports()
    {
        var lab = new SimulatedLab(3);
        var seat = lab.Add("seat");
        var sent = Watch(seat);
        var spoiler = new MessageBuilder();
        lab.Inject(seat, spoiler.Manifest(1_000_000), Victim);
        for (var i = 0; i < 100; i++)
        {
            lab.Inject(seat, spoiler.Symbol(0, (byte)i, new byte[1_344]), Victim);
            lab.Inject(seat, spoiler.EndOfPass(0), Victim);
            lab.RunFor(TimeSpan.FromMilliseconds(10));
        }

        Assert.Empty(sent(MessageKind.Report));
    }

    [Fact]
    public void Receipts_go_to_where_the_sender_lives_however_often_somebody_asks_from_elsewhere()
    {
        var (lab, seat, spoiler) = Live(4);
        var sent = Watch(seat);
        var content = Picture(4, 300);
        lab.Inject(seat, spoiler.Manifest(300, SHA256.HashData(content), content: content));
        lab.RunFor(TimeSpan.FromMilliseconds(20));
        Assert.Single(seat.Arrived);
        for (var i = 0; i < 1_000; i++)
        {
            lab.Inject(seat, spoiler.EndOfPass(0), Victim);
            lab.RunFor(TimeSpan.FromMilliseconds(5));
        }

        Assert.All(sent(MessageKind.Receipt), to => Assert.Equal(Own, to));
        Assert.InRange(sent(MessageKind.Receipt).Count, 20, 180);
    }

    [Fact]
    public void Questions_for_a_manifest_go_to_where_the_sender_lives()
    {
        var (lab, seat, spoiler) = Live(5);
        var sent = Watch(seat);
        for (var i = 0; i < 100; i++)
        {
            lab.Inject(seat, new MessageBuilder { Transfer = (uint)i + 1 }.Symbol(0, 0, [1]), Victim);
            lab.Inject(seat, new MessageBuilder { Transfer = (uint)i + 1_000 }.EndOfPass(0), Victim);
        }

        lab.Inject(seat, spoiler.Symbol(0, 0, [1]));
        lab.RunFor(TimeSpan.FromSeconds(5));
        Assert.NotEmpty(sent(MessageKind.ManifestRequest));
        Assert.All(sent(MessageKind.ManifestRequest), to => Assert.Equal(Own, to));
    }

    [Fact]
    public void What_somebody_says_in_anothers_name_from_elsewhere_is_not_believed()
    {
        var lab = new SimulatedLab(6);
        var (sender, others) = Meet(lab, 1);
        lab.Cut(sender, others[0]);
        var number = sender.Send(Picture(6, 200_000));
        lab.RunFor(TimeSpan.FromMilliseconds(400));
        var symbols = SymbolsOf(sender);
        var spoiler = new MessageBuilder { Session = others[0].Local.Id.Value, Identity = others[0].Identity, Transfer = number };
        lab.Inject(sender, spoiler.Receipt(sender.Local.Id.Value, 2, have: 149));
        lab.Inject(sender, spoiler.Report(sender.Local.Id.Value, 1_000, 3, flags: 2, untouched: 0));
        lab.Inject(sender, spoiler.ManifestRequest(sender.Local.Id.Value));
        lab.RunFor(TimeSpan.FromMilliseconds(40));
        Assert.Equal((DeliveryState.Waiting, symbols), (sender.DeliveryTo(others[0], number), SymbolsOf(sender)));
        Assert.Equal(3, sender.Local.Ignored.Unproved);
        // Nor is a session that nobody knows.
        lab.Inject(sender, new MessageBuilder { Transfer = number, Identity = others[0].Identity }.Receipt(sender.Local.Id.Value, 2, have: 149));
        lab.RunFor(TimeSpan.FromMilliseconds(40));
        Assert.Equal(DeliveryState.Waiting, sender.DeliveryTo(others[0], number));
    }

    /// <summary>A machine with two cards says its reports from one and its announcements from the other.</summary>
    [Fact]
    public void Who_proved_to_be_at_two_addresses_is_believed_from_both()
    {
        var (lab, seat, _) = Live(7);
        var elsewhere = new SimulatedAddress(8_888);
        var number = seat.Send(Picture(7, 200_000));
        lab.Inject(seat, new MessageBuilder { Echo = seat.Local.Challenge, Counter = 10 }.Announcement("two cards"), elsewhere);
        lab.Inject(seat, new MessageBuilder { Transfer = number }.Receipt(seat.Local.Id.Value, 2, have: 149), Own);
        lab.RunFor(TimeSpan.FromMilliseconds(1));
        Assert.Equal(DeliveryState.Delivered, seat.Events.OfType<DeliveryChanged>().Last().State);
    }

    [Fact]
    public void Who_reports_from_elsewhere_than_it_lives_is_asked_there_and_then_believed()
    {
        var (lab, seat, spoiler) = Live(8);
        var sent = Watch(seat);
        var elsewhere = new SimulatedAddress(8_888);
        var number = seat.Send(Picture(8, 200_000));
        var receipt = new MessageBuilder { Transfer = number }.Receipt(seat.Local.Id.Value, 2, have: 149);
        lab.Inject(seat, receipt, elsewhere);
        lab.RunFor(TimeSpan.FromMilliseconds(1));
        Assert.Contains(elsewhere, sent(MessageKind.Announcement));
        Assert.DoesNotContain(seat.Events, e => e is DeliveryChanged { State: DeliveryState.Delivered });
        lab.Inject(seat, spoiler.Announcement("moved", counter: 10), elsewhere);
        lab.Inject(seat, receipt, elsewhere);
        Assert.Equal(DeliveryState.Delivered, seat.Events.OfType<DeliveryChanged>().Last().State);
    }

    /// <summary>One such symbol to everybody would slow the sending to every seat until it ends.</summary>
    [Fact]
    public void Times_and_counters_that_others_write_in_a_senders_name_are_reported_to_nobody()
    {
        var lab = new SimulatedLab(20);
        var (sender, others) = Meet(lab, 1);
        var (reports, greatest, latest) = (0, 0UL, TimeSpan.Zero);
        others[0].OnSent = (_, message) =>
        {
            if (!MessageHeader.TryRead(message, out var header) || header.Kind != MessageKind.Report || !Report.TryRead(header, message, out var report))
                return;
            (reports, greatest) = (reports + 1, Math.Max(greatest, report.Highest));
            latest = report.Delay > latest ? report.Delay.Value : latest;
        };
        var picture = Picture(20, 1_000_000);
        var number = sender.Send(picture);
        lab.RunFor(TimeSpan.FromMilliseconds(5));
        foreach (var time in new uint[] { 0, 0x7000_0000, 0xF000_0000 })
        {
            var spoiler = new MessageBuilder { Session = sender.Local.Id.Value, Transfer = number, Counter = (1UL << 40) - 2 };
            lab.Inject(others[0], spoiler.TimedSymbol(3, 200, time, new byte[1_344]));
            lab.Inject(others[0], new MessageBuilder { Session = sender.Local.Id.Value, Counter = (1UL << 40) - 2 }.Announcement("x"));
            lab.RunFor(TimeSpan.FromMilliseconds(20));
        }

        lab.RunUntil(() => others[0].Has(picture), Limit, "it came");
        Assert.True(reports > 3);
        Assert.InRange(greatest, 1UL, 10_000UL);
        Assert.InRange(latest, TimeSpan.Zero, TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public void A_kept_picture_is_not_sent_again_because_somebody_invented_says_so()
    {
        var lab = new SimulatedLab(9);
        var seat = lab.Add("seat", transfer: new TransferSettings { KeptPictures = 8 });
        var number = seat.Send(Picture(9, 1_000_000));
        lab.RunUntil(() => seat.HasEnded(number), Limit, "it ended");
        var symbols = SymbolsOf(seat);
        for (var i = 0; i < 100; i++)
        {
            var spoiler = new MessageBuilder { Session = (ulong)i + 1, Identity = new FakeIdentity(i), Transfer = number };
            lab.Inject(seat, spoiler.Report(seat.Local.Id.Value, 1, 0, flags: 2, untouched: 0), new SimulatedAddress(10_000 + i));
            lab.RunFor(TimeSpan.FromMilliseconds(20));
        }

        Assert.Equal(symbols, SymbolsOf(seat));
        Assert.False(seat.Transfer.IsSending(number));
    }

    /// <summary>Each answers that it has now more, now less, now a little more than ever, and lacks all the rest.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_member_that_lies_about_what_it_has_does_not_have_us_send_without_end(int lie)
    {
        const int Length = 1_344_000;
        var (lab, seat, _) = Live(10 + lie);
        var number = seat.Send(Picture(10, Length));
        lab.RunFor(TimeSpan.FromSeconds(0.5));
        var before = SymbolsOf(seat);
        var spoiler = new MessageBuilder { Transfer = number };
        for (var i = 0; i < 2_000; i++)
        {
            var have = lie switch { 1 => i % 2 * 900, 2 => i / 2, _ => 0 };
            lab.Inject(seat, spoiler.Report(seat.Local.Id.Value, (1UL << 40) - 1, (uint)have, received: (uint)i, untouched: 0));
            lab.RunFor(TimeSpan.FromMilliseconds(10));
        }

        // Eight times the picture's 1,000, and 128 each half second; without end were 160,000 in these twenty seconds.
        Assert.InRange(SymbolsOf(seat) - before, 1_000, 15_000);
    }

    [Fact]
    public void Invented_sessions_do_not_keep_the_pictures_of_true_ones_out()
    {
        var lab = new SimulatedLab(14);
        var (sender, others) = Meet(lab, 1);
        for (var i = 0; i < 60; i++)
        {
            var spoiler = new MessageBuilder { Session = (ulong)i + 1, Identity = new FakeIdentity(i), Transfer = 7 };
            lab.Inject(others[0], spoiler.Manifest(1_000_000), new SimulatedAddress(10_000 + i));
        }

        Assert.Equal(16, others[0].Transfer.ReservedBytes / 1_000_000);
        var pictures = Enumerable.Range(0, 8).Select(i => Picture(i, 100_000)).ToList();
        pictures.ForEach(p => sender.Send(p));
        lab.RunUntil(() => pictures.TrueForAll(others[0].Has), TimeSpan.FromSeconds(1), "all of a live session came");
        // One who comes now is not held up either, until it has proved itself.
        var newcomer = lab.Add("newcomer", receives: false);
        var large = Picture(15, 3_000_000);
        newcomer.Send(large);
        lab.RunUntil(() => others[0].Has(large), TimeSpan.FromSeconds(1.5), "the newcomer's came");
        Assert.DoesNotContain(others[0].Events, e => e is PictureIncomplete);
    }

    [Fact]
    public void A_small_picture_with_other_bytes_under_the_true_name_and_signature_is_not_that_picture()
    {
        var (lab, seat, sender) = Live(16);
        var content = Picture(16, 300);
        for (var i = 0; i < 5; i++)
            lab.Inject(seat, sender.Manifest(300, SHA256.HashData(content), content: Picture(i, 300)));
        Assert.DoesNotContain(seat.Events, e => e is PictureIncomplete or PictureOffered);
        lab.Inject(seat, sender.Manifest(300, SHA256.HashData(content), content: content));
        Assert.True(seat.Has(content));
    }

    /// <summary>Each seat of a room does so for each announcement to everybody that bears the victim's address.</summary>
    [Fact]
    public void One_host_gets_so_many_announcements_a_second_whatever_sessions_and_ports_somebody_invents_there()
    {
        var lab = new SimulatedLab(17);
        var seat = lab.Add("seat");
        lab.RunFor(TimeSpan.FromSeconds(5));
        var sent = Watch(seat);
        for (var i = 0; i < 3_000; i++)
        {
            var spoiler = new MessageBuilder { Session = (ulong)i + 1, Identity = new FakeIdentity(i) };
            lab.Inject(seat, spoiler.Announcement("x", flags: 3), new PortAddress((ushort)(2_000 + i)));
            lab.RunFor(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(sent(MessageKind.Announcement).Count(to => to is PortAddress), 100, 410);
        var settings = new PresenceSettings();
        for (var i = 0; i < 3_000; i++)
        {
            var spoiler = new MessageBuilder { Session = (ulong)i + 1, Identity = new FakeIdentity(i), Echo = seat.Local.Challenge, Counter = 9 };
            lab.Inject(seat, spoiler.Announcement("x", flags: 3, next: 65_535), new PortAddress((ushort)(2_000 + i)));
            lab.RunFor(TimeSpan.FromMilliseconds(3));
        }

        Assert.Equal(settings.MaximumSessionsPerHost, seat.Table.SessionCount);
    }

    [Fact]
    public void A_session_that_is_gone_is_not_kept_in_the_list_by_what_others_say_in_its_name()
    {
        var lab = new SimulatedLab(18);
        var (seat, others) = Meet(lab, 1);
        lab.RunFor(TimeSpan.FromSeconds(10));
        others[0].Kill();
        var spoiler = new MessageBuilder { Session = others[0].Local.Id.Value, Identity = others[0].Identity, Transfer = 5 };
        for (var i = 0; i < 300; i++)
        {
            lab.Inject(seat, spoiler.EndOfPass(0));
            lab.Inject(seat, spoiler.Report(seat.Local.Id.Value, 1, 0));
            lab.RunFor(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(0, seat.Table.PeerCount);
    }

    [Fact]
    public void Pulls_that_nobody_answers_leave_room_for_one_that_somebody_does()
    {
        var lab = new SimulatedLab(19);
        var sender = lab.Add("sender", transfer: new TransferSettings { KeptPictures = 8 });
        var picture = Picture(19, 50_000);
        var number = sender.Send(picture);
        lab.RunUntil(() => sender.HasEnded(number), Limit, "it ended");
        var late = lab.Add("late");
        lab.RunUntil(() => late.Events.Exists(e => e is PictureAvailable), Limit, "it is offered");
        for (var i = 0; i < 40; i++)
        {
            late.Transfer.Pull(late.Now, new TransferId(sender.Local.Id, number + 1 + (uint)i));
            late.Pump();
            lab.RunFor(TimeSpan.FromSeconds(5));
        }

        late.Transfer.Pull(late.Now, new TransferId(sender.Local.Id, number));
        late.Pump();
        lab.RunUntil(() => late.Has(picture), TimeSpan.FromSeconds(2), "it came");
    }

    /// <summary>A seat, and a live session in whose name <see cref="MessageBuilder"/> speaks.</summary>
    private static (SimulatedLab Lab, SimulatedHost Seat, MessageBuilder Spoiler) Live(int seed)
    {
        var lab = new SimulatedLab(seed);
        var seat = lab.Add("seat");
        var spoiler = new MessageBuilder { Echo = seat.Local.Challenge };
        lab.Inject(seat, spoiler.Announcement("spoiler"));
        return (lab, seat, spoiler);
    }

    /// <summary>Where the messages of a kind went that a host sends to one from now on.</summary>
    private static Func<MessageKind, List<PeerAddress>> Watch(SimulatedHost host)
    {
        var sent = new List<(MessageKind Kind, PeerAddress To)>();
        host.OnSent = (datagram, message) =>
        {
            if (datagram.To is { } to)
                sent.Add(((MessageKind)(message[0] & 15), to));
        };
        return kind => [.. sent.Where(s => s.Kind == kind).Select(s => s.To)];
    }

    /// <summary>A port of one host.</summary>
    private sealed record PortAddress(ushort Port) : PeerAddress
    {
        public override string Network => "lab";

        public override NetworkEndPoint? EndPoint => new(new HostAddress(0, 0xFFFF_0A09_0907), Port);
    }
}
