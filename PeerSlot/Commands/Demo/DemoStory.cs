using PeerSlot.Exchange;

namespace PeerSlot.Commands.Demo;

/// <summary>News of the demo's room as lines, with the first picture drawn in half blocks.</summary>
internal sealed class DemoStory(CommandContext context, Guid you)
{
    private readonly HashSet<Guid> _known = [];
    private readonly DateTimeOffset _begin = context.Clock.GetUtcNow();

    /// <summary>Pictures that came.</summary>
    public int Pictures { get; private set; }

    /// <summary>Peers that filed our picture.</summary>
    public int Delivered { get; private set; }

    /// <summary>Somebody came, something arrived, and our own picture was received.</summary>
    public bool IsTold => Pictures >= 2 && Delivered >= 2;

    public void Take(RoomNews news)
    {
        switch (news)
        {
            case PeersNews peers:
                foreach (var peer in peers.Peers.Where(p => p.Id != you && _known.Add(p.Id)))
                    Line($"{peer.Name} is here", () => JsonLine.Peer(peer, peers.At));
                break;
            case FiledNews filed:
                Pictures++;
                var entry = filed.Entry;
                Line(
                    $"{entry.FileName} from {entry.PeerName}: {entry.Width}x{entry.Height}, {entry.Bytes} bytes, {entry.Repaired} datagrams repaired",
                    () => JsonLine.Received(filed));
                if (Pictures == 1 && !context.Json)
                    ShowCommand.Draw(context, entry.Path);
                break;
            case DeliveryNews { Delivery: Delivery.Delivered } delivery:
                Delivered++;
                Line($"{delivery.Peer.Name} has it", () => JsonLine.Delivery(delivery, ""));
                break;
        }
    }

    /// <summary>A line with the time since the beginning.</summary>
    public void Line(Text text, Func<string>? json = null)
    {
        if (context.Json && json is null)
            return;
        var seconds = (context.Clock.GetUtcNow() - _begin).TotalSeconds;
        context.Report($"{seconds,4:0.0} s  {text}", json ?? (() => ""));
    }
}
