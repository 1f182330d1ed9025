using PeerSlot.Exchange;

namespace PeerSlot.Commands.Doctor;

/// <summary>Cards, firewall and the others in the room.</summary>
internal static class LanCheck
{
    /// <summary>A room that has somebody in it answers within this.</summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    /// <summary>Who is there announces itself to everybody within this, in rooms of up to 80.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(250);

    public static void Run(CommandContext context, DoctorReport report, PictureExchange room)
    {
        foreach (var finding in room.Findings)
            Card(report, finding);
        foreach (var down in context.Settings is { Interfaces.Count: 0 } settings && settings.Networks.Contains("lan") ? CardCheck.Down() : [])
            report.Add($"{down.Network} {down.Subject}", down.Works ? DoctorReport.Fine : DoctorReport.Note, down.Message);
        using var cards = context.Settings.Networks.Contains("lan") ? CardCheck.Begin(context.Settings.Interfaces, context.Settings.Port) : null;
        Listen(context, room, cards, report);
        if (cards is not null)
        {
            var firewall = Firewall(context);
            if (firewall is not null)
                report.Add($"firewall {firewall.Firewall}", firewall.Verdict, firewall.Message);
            else
                report.Add("firewall", DoctorReport.Fine, "None was seen that keeps UDP out.");
            foreach (var card in cards.Cards)
                Beacons(report, card, context.Settings.Port, firewall);
        }

        Peers(context, report, room, cards);
    }

    private static void Card(DoctorReport report, NetworkFinding finding)
    {
        var leadsNowhere = finding.Works && CardCheck.IsVirtual(finding.Subject.In(Language.English));
        report.Add($"{finding.Network} {finding.Subject}", finding.Works ? DoctorReport.Fine : DoctorReport.Note, leadsNowhere
            ? $"{finding.Message} It leads to this machine's own containers or virtual machines; --interface with the other cards' names leaves it out."
            : finding.Message);
    }

    private static void Listen(CommandContext context, PictureExchange room, CardCheck? cards, DoctorReport report)
    {
        var (first, last) = (context.After(First), context.After(Longest));
        while (true)
        {
            context.Environment.Cancelled.ThrowIfCancellationRequested();
            if (cards is null)
                context.WaitForNews(room, context.After(Slice));
            else
                cards.Listen(Slice);
            while (room.News.TryRead(out var news))
            {
                if (news is TroubleNews trouble)
                    report.Add("room", DoctorReport.Note, trouble.Message);
            }

            var now = context.Clock.GetUtcNow();
            var isAllHeard = cards is null || OnLan(room).All(p => cards.WaysOf(p.Address).Count > 0);
            if (now >= last || now >= first && isAllHeard)
                return;
        }
    }

    private static FirewallFinding? Firewall(CommandContext context) =>
        new Firewall(SystemPrograms.Run, context.Settings.Port, CardCheck.LastPort(context.Settings.Port)).Look(OperatingSystem.IsWindows());

    private static void Beacons(DoctorReport report, CardFinding card, int port, FirewallFinding? firewall)
    {
        Text subject = $"lan {card.Card} to everybody";
        var hasV4 = card.Ours.Contains("multicast") || card.Silent.Contains("multicast");
        // IPv6 goes beside IPv4, and is often kept from cards on purpose.
        var silent = card.Silent;
        if (hasV4)
            silent.Remove("IPv6 multicast");
        var remedy = firewall is null ? (Text)"look for a firewall or security program on this machine" : "see the firewall above";
        if (silent.Count == 0)
            report.Add(subject, DoctorReport.Fine, $"What we write comes back by {string.Join(", ", card.Ours)}.");
        else if (card.Ours.Count > 0)
        {
            report.Add(subject, DoctorReport.Note,
                $"What we write comes back by {string.Join(", ", card.Ours)}, and not by {string.Join(", ", silent)}: something on this machine drops that on UDP {port}. "
                + $"Peers are found all the same; pictures may take longer. To mend it, {remedy}.");
        }
        else
        {
            report.Add(subject, CardCheck.IsVirtual(card.Card) ? DoctorReport.Note : DoctorReport.Fail,
                $"What we write to everybody does not come back to us, so others are not heard either: a firewall of this machine drops UDP {port}. To mend it, {remedy}.");
        }
    }

    private static void Peers(CommandContext context, DoctorReport report, PictureExchange room, CardCheck? cards)
    {
        var all = room.Peers;
        report.Add("room", DoctorReport.Fine, all.Count == 0
            ? (Text)$"Nobody else was heard in room {room.RoomName}. If somebody is there: the same --room, the same passphrase, a way through their firewall (run the doctor there too), and --peer HOST where a router is between."
            : $"In room {room.RoomName}: {string.Join(", ", all.Select(p => p.Name))}.");
        if (room.Ignored.Any)
            report.Add("ignored", DoctorReport.Note, $"{room.Ignored.Words}.");
        if (cards is null)
            return;
        foreach (var way in CardCheck.Ways)
        {
            var heard = new List<string>();
            foreach (var peer in OnLan(room))
            {
                if (cards.WaysOf(peer.Address).Contains(way))
                    heard.Add(peer.Name);
            }

            if (heard.Count > 0)
                report.Add($"peers by {way}", DoctorReport.Fine, $"{string.Join(", ", heard)}.");
        }

        var alone = new List<string>();
        foreach (var peer in OnLan(room))
        {
            if (cards.WaysOf(peer.Address).Count == 0)
                alone.Add(peer.Name);
        }

        if (alone.Count > 0)
        {
            report.Add("peers by unicast alone", DoctorReport.Note,
                $"{string.Join(", ", alone)}. What they say to everybody does not arrive here: a router is between (--peer is right then), or a switch or access point filters multicast (its settings call it IGMP snooping, client isolation). Pictures reach them, one by one.");
        }

        if (all.Count == 0 && cards.HeardElsewhere is { } stranger)
            report.Add("others", DoctorReport.Note, $"{stranger} announces itself and is not in this room: it has another --room, another passphrase, or does not hear our answers (run the doctor there).");
    }

    private static IEnumerable<RoomPeer> OnLan(PictureExchange room) => room.Peers.Where(p => p is { Network: "lan", Kind: "peerslot" });
}
