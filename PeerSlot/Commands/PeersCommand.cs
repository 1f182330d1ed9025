using System.CommandLine;
using PeerSlot.Exchange;

namespace PeerSlot.Commands;

/// <summary><c>peerslot peers</c>: who is in the room.</summary>
internal static class PeersCommand
{
    /// <summary>Seconds. Everybody answers a newcomer's first announcement within milliseconds; its second one mends a loss.</summary>
    private const double DefaultWait = 1;

    public static Command Create(CommandRunner runner)
    {
        var wait = NumberOptions.Seconds("--wait", "How long to listen, in seconds (1 unless told).");
        var command = new Command("peers", "Shows who is in the room.") { wait };
        command.SetAction(parsed => runner.Run(parsed, context => Run(context, parsed.GetValue(wait) ?? DefaultWait)));
        return command;
    }

    private static int Run(CommandContext context, double seconds)
    {
        using var room = context.OpenRoom(receives: false);
        var deadline = context.After(TimeSpan.FromSeconds(seconds));
        while (context.TryReadNews(room, deadline, out var news))
        {
            if (news is TroubleNews trouble)
                context.Say(trouble.Message, () => JsonLine.Trouble(trouble));
            else if (news is KeyChangedNews changed)
                context.Say(changed.Message, () => JsonLine.KeyChanged(changed));
        }

        var peers = room.Peers;
        if (context.Json)
        {
            foreach (var peer in peers)
                context.Environment.Output.Result(JsonLine.Peer(peer, context.Clock.GetUtcNow()));
        }
        else
        {
            Tables.Print(context, ["name", "network", "kind", "address", "identity", "key"],
                peers.Select(p => (Text[])[p.IsSelf ? $"{p.Name} (you)" : Text.Verbatim(p.Name), .. Tables.Data(p.Network, p.Kind, p.Address, p.Id.ToString(), p.KeyWords)]));
        }

        if (peers.Count > 0)
            return ExitStatus.Done;
        context.Say(context.NobodyIn(room));
        return ExitStatus.NotDone;
    }
}
