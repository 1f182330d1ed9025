using PeerSlot.Exchange;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Who is here. Ticked peers are whom F5 sends to.</summary>
internal sealed class PeersScreen : Screen
{
    private const string LabKind = "lab";

    public override Mode Mode => Mode.Peers;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("tick", Mode.Peers, "Space", "Tick: F5 sends to the ticked alone", "tick", Tick),
        new("tick-none", Mode.Peers, "a", "Everybody again: no ticks", "all", m => m with { Ticked = [] }),
        new("send-ticked", Mode.Peers, "Enter", "Send to the ticked, or to everybody", "send", SendDialog.Open),
        new("trust", Mode.Peers, "t", "Trust: the name belongs to this key", "", Trust),
        new("mute", Mode.Peers, "m", "Mute: refuse its pictures", "", Mute),
        new("close-lab-client", Mode.Peers, "x", "Close a lab client's slot, as closing its tab did", "", CloseLabClient),
        .. ListKeys(Mode.Peers, Move),
    ];

    /// <summary>Moves the selection among the rows that the filter shows.</summary>
    public static Model Move(Model model, int by) => model with { PeerSelected = ListFilter.Move(Shown(model), model.PeerSelected, by) };

    public override void Draw(Model model, Painter painter)
    {
        var peers = model.Room.Peers;
        var footer = model.Ticked.IsEmpty ? "F5 sends to everybody" : $"F5 sends to {model.Ticked.Count} ticked";
        var shown = Shown(model);
        var title = ListFilter.Title(model, "Peers", shown.Count(i => !peers[i].IsSelf), model.Room.Others.Count);
        var inside = painter.Box(new Layout(model.Size).Body, title, footer, model.Layers.IsEmpty);
        var columns = Columns(inside.Width);
        var rows = DrawHead(model, painter, inside, columns);
        ListBox.Draw(
            painter, rows, shown.Count, ListFilter.Position(shown, model.PeerSelected),
            (i, line) => DrawPeer(model, painter, columns, shown[i], line, shown[i] == model.PeerSelected), (m, i) => m with { PeerSelected = shown[i] },
            Tick);
    }

    /// <summary>The same table beside the drawing, to look at. It leaves out when peers were heard: an idle drawing writes no bytes.</summary>
    public static void DrawPane(Model model, Painter painter, Rectangle area)
    {
        var inside = painter.Box(area, $"Peers {model.Room.Others.Count}");
        int[] columns = [6, Math.Max(8, inside.Width - 35), 8, 10, 0, 6, 5, 0];
        var rows = DrawHead(model, painter, inside, columns);
        ListBox.DrawFirst(painter, rows, model.Room.Peers.Count, (i, line) => DrawPeer(model, painter, columns, i, line, false));
        painter.Click(area, m => GlobalTable.Show(m, Mode.Peers));
    }

    private static IReadOnlyList<int> Shown(Model model) => ListFilter.Shown(model, model.Room.Peers, p => $"{p.Name} {p.Network} {p.Kind} {p.Address}");

    /// <returns>The rows below the head.</returns>
    private static Rectangle DrawHead(Model model, Painter painter, Rectangle inside, int[] columns)
    {
        TableRow.Draw(painter, inside with { Height = 1 }, columns, ["", "name", "network", "kind", "seen", "sent", "got", "address"], Theme.Quiet);
        if (model.Room.Peers.Count == 0)
            painter.Write(inside.X + 3, inside.Y + 1, $"Nobody else is in {model.Room.Title} yet.", Theme.Quiet, inside.Width - 3);
        return inside with { Y = inside.Y + 1, Height = inside.Height - 1 };
    }

    /// <summary>Widths; the address has what is left, or nothing.</summary>
    private static int[] Columns(int width) => width >= 70 ? [6, 15, 8, 10, 7, 5, 5, 64] : [6, Math.Max(8, width - 26), 8, 0, 7, 0, 5, 0];

    private static Step Tick(Model model)
    {
        if (model.PeerSelected >= model.Room.Peers.Count)
            return model;
        var peer = model.Room.Peers[model.PeerSelected];
        if (peer.IsSelf)
            return model.Hint("This is another session of yourself; it gets every picture anyway.");
        return peer.Kind == LabKind
            ? model.Hint("A lab client only sends. Lab servers get what goes to everybody.")
            : model with { Ticked = model.Ticked.Toggle(peer.Id) };
    }

    private static Step Trust(Model model) => Judge(
        model, peer => new Step(
            model.Hint(peer.IsTrusted ? $"{peer.Name} is not trusted any more." : $"{peer.Nickname} is trusted: the name belongs to this key."),
            new Effect.Trust(peer.Id, !peer.IsTrusted)));

    private static Step Mute(Model model) => Judge(
        model, peer => new Step(
            model.Hint(peer.IsMuted ? $"Pictures from {peer.Name} are taken again." : $"Pictures from {peer.Name} are refused from now on."),
            new Effect.Mute(peer.Id, !peer.IsMuted)));

    private static Step Judge(Model model, Func<RoomPeer, Step> judge) =>
        model.PeerSelected < model.Room.Peers.Count && model.Room.Peers[model.PeerSelected] is { IsSelf: false, KeyWords.Length: > 0 } peer
            ? judge(peer)
            : model.Hint("Only somebody else who has a key can be trusted or muted.");

    private static string KindOf(RoomPeer peer) =>
        peer.KeyChanged ? "new key" : peer.IsMuted ? "muted" : peer.IsTrusted ? "trusted" : peer.Kind;

    private static Step CloseLabClient(Model model) =>
        model.PeerSelected < model.Room.Peers.Count && model.Room.Peers[model.PeerSelected] is { Kind: LabKind } peer
            ? new Step(model.Hint("Its slot is closed; it comes back when it notifies again."), new Effect.CloseLabClient(peer.Id))
            : model.Hint("Only a lab client's slot can be closed.");

    private static void DrawPeer(Model model, Painter painter, int[] columns, int index, Rectangle line, bool selected)
    {
        var peer = model.Room.Peers[index];
        var got = model.Inbox.Count(i => i is { IsSent: false, Entry: not null } && i.From == peer.Id);
        var tick = peer.IsSelf ? "you" : model.Ticked.Contains(peer.Id) ? "[x]" : "[ ]";
        TableRow.Draw(
            painter, line, columns,
            [
                $"{(selected ? "▸" : " ")} {tick}", peer.Name, peer.Network, KindOf(peer), Sizes.Age(model.Now - peer.LastHeard),
                $"{model.Room.SentTo.GetValueOrDefault(peer.Id)}", $"{got}", peer.KeyWords.Length > 0 ? $"{peer.Address}  {peer.KeyWords}" : peer.Address,
            ],
            selected ? Theme.Selected : Theme.Text);
    }
}
