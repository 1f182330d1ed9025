using System.Buffers.Binary;
using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using PeerSlot.Tests.Support;
using Xunit;
using static PeerSlot.Tests.Protocol.Transfer.LossyLabTests;

namespace PeerSlot.Tests.Protocol.Transfer;

/// <summary>Each row of the tables of docs/protocol.md, "How a picture travels", is played: the machine goes from that state to that state.</summary>
public sealed class TransitionTableTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, Func<Transitions>[]> Plays = new()
    {
        ["Sending: passing, all symbols of the pass were sent"] = [() => Send()],
        ["Sending: ending, a report lacks something"] = [SendWithAHoleAtTheEnd],
        ["Sending: repairing, all planned repairs were sent"] = [SendWithAHoleAtTheEnd],
        ["Sending: ending, all answered and quiet; nobody there; the greatest stay"] = [() => Send(), () => Send(receivers: 0), SendToOneThatNeverAnswers],
        ["Sending: ended, it is kept, and somebody pulls"] = [PullWhatIsKept],
        ["Arriving: collected, its session becomes live"] = [() => Arrive()],
        ["Arriving: collected, ProofPatience is over"] = [HearARecording],
        ["Arriving: told, all blocks are here and the hash is right"] = [() => Arrive()],
        ["Arriving: told, the hash is wrong; its sender left or fell silent; no growth"] =
            [() => Arrive(hash: new string('0', 64)), () => Arrive(s => s.Leave()), () => Arrive(s => s.Kill())],
        ["Arriving: whole, it is filed or refused"] = [() => Arrive(), () => Arrive(refuses: true)],
    };

    [Fact]
    public void Every_row_of_the_tables_happens_as_it_says()
    {
        var rows = Table("Sending").Concat(Table("Arriving")).ToList();
        Assert.Equal(Plays.Keys.Order(), rows.Select(r => r.Key).Order());
        foreach (var (key, from, to) in rows)
        {
            foreach (var play in Plays[key])
            {
                var seen = play();
                Assert.True(seen.Contains(from, to), $"{key}: not '{to}' but {seen}");
            }
        }
    }

    private static IEnumerable<(string Key, string From, string To)> Table(string what)
    {
        var page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "protocol.md"));
        return page.SkipWhile(l => l != $"| {what} is | when | then it is |").Skip(2).TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Trim('|', ' ').Split(" | ")).Select(c => ($"{what}: {c[0]}, {c[1]}", c[0], c[2]));
    }

    private static Transitions Send(int receivers = 1)
    {
        var lab = new SimulatedLab(91);
        var (sender, _) = Meet(lab, receivers);
        var seen = WatchSending(sender);
        var number = sender.Send(Picture(91, 300_000));
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        return seen.Add("ended");
    }

    /// <summary>The receiver hears nothing from the middle of the pass until the pass is over.</summary>
    private static Transitions SendWithAHoleAtTheEnd()
    {
        var lab = new SimulatedLab(92);
        var (sender, receivers) = Meet(lab, 1);
        var seen = WatchSending(sender, whenEnding: () => lab.Heal(sender, receivers[0]));
        lab.After(TimeSpan.FromMilliseconds(12), () => lab.Cut(sender, receivers[0]));
        SendAndWait(lab, sender, receivers, Picture(92, 300_000));
        return seen;
    }

    private static Transitions SendToOneThatNeverAnswers()
    {
        var lab = new SimulatedLab(93);
        var (sender, receivers) = Meet(lab, 1);
        lab.Cut(receivers[0], sender);
        var seen = WatchSending(sender);
        var number = sender.Send(Picture(93, 300_000), wait: TimeSpan.FromSeconds(2));
        lab.RunUntil(() => sender.HasEnded(number), TimeSpan.FromSeconds(3), "the wait is over");
        return seen.Add("ended");
    }

    private static Transitions PullWhatIsKept()
    {
        var lab = new SimulatedLab(94);
        var sender = lab.Add("sender", transfer: new TransferSettings { KeptPictures = 1 });
        var receiver = lab.Add("receiver");
        lab.RunUntil(() => lab.Hosts.All(h => h.Table.PeerCount == 1), Limit, "all know all");
        var seen = WatchSending(sender);
        SendAndWait(lab, sender, [receiver], Picture(94, 300_000));
        seen.Add("ended");
        var late = lab.Add("late");
        lab.RunUntil(() => late.Events.OfType<PictureAvailable>().Any(), Limit, "the picture is offered to who came late");
        late.Transfer.Pull(late.Now, late.Events.OfType<PictureAvailable>().First().Manifest.Transfer);
        late.Pump();
        lab.RunFor(TimeSpan.FromSeconds(1));
        return seen;
    }

    private static Transitions Arrive(Action<SimulatedHost>? inTheMiddle = null, string? hash = null, bool refuses = false)
    {
        var lab = new SimulatedLab(95);
        var receiver = lab.Add("receiver");
        lab.RunFor(TimeSpan.FromSeconds(3));
        receiver.OnArrived = (_, _) => { };
        var sender = lab.Add("sender");
        var number = sender.Transfer.Send(sender.Now, Picture(95, 300_000), "dog.png", 16, 16, hash, null);
        sender.Pump();
        var seen = new Transitions();
        lab.RunUntil(() => receiver.Transfer.ReservedBytes > 0, Limit, "it is collected");
        Assert.Empty(receiver.Events.OfType<PictureOffered>());
        seen.Add("collected");
        lab.RunUntil(() => receiver.Events.OfType<PictureOffered>().Any(), Limit, "it is told");
        seen.Add("told");
        inTheMiddle?.Invoke(sender);
        lab.RunUntil(() => receiver.Events.Exists(e => e is PictureArrived or PictureIncomplete), Limit, "it is whole or given up");
        if (receiver.Arrived.Count == 0)
            return seen.Add(receiver.Transfer.ReservedBytes == 0 ? "incomplete, forgotten" : "incomplete");
        seen.Add("whole");
        var transfer = receiver.Arrived[0].Manifest.Transfer;
        if (refuses)
            receiver.Transfer.Refuse(receiver.Now, transfer, RefusalReason.DiskFull);
        else
            receiver.Transfer.Filed(receiver.Now, transfer);
        receiver.Pump();
        lab.RunUntil(() => sender.HasEnded(number), Limit, "the sending ended");
        Assert.Equal(refuses ? DeliveryState.Refused : DeliveryState.Delivered, sender.DeliveryTo(receiver, number));
        Assert.False(receiver.Transfer.HasWork);
        var receipts = receiver.Sent[MessageKind.Receipt];
        lab.Inject(receiver, EndOfPass(sender, number), sender.Address);
        lab.RunFor(TimeSpan.FromSeconds(1));
        return seen.Add(receiver.Sent[MessageKind.Receipt] > receipts ? "finished, remembered with its receipt" : "finished");
    }

    private static Transitions HearARecording()
    {
        var lab = new SimulatedLab(96);
        var host = lab.Add("host");
        lab.Inject(host, new MessageBuilder().Manifest(300_000));
        Assert.True(host.Transfer.HasWork);
        var seen = new Transitions().Add("collected");
        lab.RunFor(new TransferSettings().ProofPatience + TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(host.Events, e => e is PictureOffered or PictureIncomplete);
        return seen.Add(host.Transfer.HasWork ? "collected still" : "forgotten");
    }

    private static byte[] EndOfPass(SimulatedHost sender, uint number) =>
        new MessageBuilder { Session = sender.Local.Id.Value, Identity = sender.Identity, Transfer = number }.EndOfPass(0);

    /// <summary>What a sender does, told by what it sends.</summary>
    private static Transitions WatchSending(SimulatedHost sender, Action? whenEnding = null)
    {
        var seen = new Transitions();
        var round = -1;
        sender.OnSent = (datagram, message) =>
        {
            switch ((MessageKind)(message[0] & 15))
            {
                case MessageKind.Symbol or MessageKind.TimedSymbol:
                    seen.Add(seen.Last == "ended" && datagram.To is not null ? "repairing, for that one" : round < 0 ? "passing" : "repairing");
                    break;
                case MessageKind.EndOfPass:
                    whenEnding?.Invoke();
                    var now = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(MessageHeader.Size));
                    if (now != round)
                        seen.Add(round < 0 ? "ending" : "ending, next round");
                    round = now;
                    break;
            }
        };
        return seen;
    }

    private sealed class Transitions
    {
        private readonly List<string> _states = [];

        public string? Last => _states.LastOrDefault();

        public Transitions Add(string state)
        {
            if (state != Last && !(Last == "repairing, for that one" && state == "repairing"))
                _states.Add(state);
            return this;
        }

        /// <summary>"ending, next round" is a kind of "ending".</summary>
        public bool Contains(string from, string to) =>
            _states.Zip(_states.Skip(1)).Any(p => p.First.Split(',')[0] == from && p.Second == to);

        public override string ToString() => string.Join(" -> ", _states);
    }
}
