using PeerSlot.Exchange;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Who is here. Ticked peers are whom F5 sends to.</summary>
internal sealed class PeersScreen : Screen
{
    public const string LabKind = "lab";

    public override Mode Mode => Mode.Peers;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("tick", Mode.Peers, "Space", "Tick: F5 sends to the ticked alone", "tick", PeerActions.Tick),
        new("tick-none", Mode.Peers, "a", "Everybody again: no ticks", "all", m => m with { Ticked = [] }),
        new("send-ticked", Mode.Peers, "Enter", "Send to the ticked, or to everybody", "send", SendDialog.Open),
        new("trust", Mode.Peers, "t", "Trust: the name belongs to this key", "trust", PeerActions.Trust),
        new("mute", Mode.Peers, "m", "Mute: refuse its pictures", "mute", PeerActions.Mute),
        new("rename", Mode.Peers, "r", "Rename: what you call it, here alone", "rename", PeerActions.AskName),
        new("add-peer", Mode.Peers, "+", "Add a peer by its address: another subnet, a VPN", "add", PeerActions.AskAddress),
        new("copy-words", Mode.Peers, "c", "Copy the words of its key, to compare them", "", PeerActions.CopyWords),
        new("close-lab-client", Mode.Peers, "x", "Close a lab client's slot, as closing its tab did", "", PeerActions.CloseLabClient),
        .. ListKeys(Mode.Peers, Move),
    ];

    /// <summary>Moves the selection among the rows that the filter shows.</summary>
    public static Model Move(Model model, int by) => model with { PeerSelected = ListFilter.Move(Shown(model), model.PeerSelected, by) };

    public override void Draw(Model model, Painter painter)
    {
        var peers = model.Room.Peers;
        var footer = model.Ticked.IsEmpty ? (Text)"F5 sends to everybody" : $"F5 sends to {model.Ticked.Count} ticked";
        var shown = Shown(model);
        var title = ListFilter.Title(model, "Peers", shown.Count(i => !peers[i].IsSelf), model.Room.Others.Count);
        var inside = painter.Box(new Layout(model.Size).Body, title, footer, model.Layers.IsEmpty);
        var columns = Columns(inside.Width);
        var rows = DrawHead(model, painter, inside, columns);
        var facts = rows.Height >= 8 && model.SelectedPeer is not null ? 2 : 0;
        ListBox.Draw(
            painter, rows with { Height = rows.Height - facts }, shown.Count, ListFilter.Position(shown, model.PeerSelected),
            (i, line) => DrawPeer(model, painter, columns, shown[i], line, shown[i] == model.PeerSelected), (m, i) => m with { PeerSelected = shown[i] },
            PeerActions.Tick);
        if (facts > 0)
            DrawFacts(model, painter, rows);
    }

    /// <summary>The same table beside the drawing, to look at. It leaves out when peers were heard: an idle drawing writes no bytes.</summary>
    public static void DrawPane(Model model, Painter painter, Rectangle area)
    {
        var inside = painter.Box(area, $"Peers {model.Room.Others.Count}");
        int[] columns = [6, Math.Max(8, inside.Width - 38), 8, 9, 0, 0, 5, 5, 5, 0];
        var rows = DrawHead(model, painter, inside, columns);
        ListBox.DrawFirst(painter, rows, model.Room.Peers.Count, (i, line) => DrawPeer(model, painter, columns, i, line, false));
        painter.Click(area, m => GlobalTable.Show(m, Mode.Peers));
    }

    private static IReadOnlyList<int> Shown(Model model) => ListFilter.Shown(model, model.Room.Peers, p => $"{p.Name} {p.Network} {p.Kind} {p.Address}");

    /// <returns>The rows below the head.</returns>
    private static Rectangle DrawHead(Model model, Painter painter, Rectangle inside, int[] columns)
    {
        TableRow.Draw(painter, inside with { Height = 1 }, columns, ["", "name", "network", "kind", "rtt", "seen", "sent", "got", "lost", "address"], Theme.Quiet);
        if (model.Room.Peers.Count == 0)
            painter.Write(inside.X + 3, inside.Y + 1, $"Nobody else is in {model.Room.Title} yet.", Theme.Quiet, inside.Width - 3);
        return inside with { Y = inside.Y + 1, Height = inside.Height - 1 };
    }

    /// <summary>Widths; the name has what is left.</summary>
    private static int[] Columns(int width) => width switch
    {
        >= 120 => [6, Math.Min(34, width - 105), 9, 10, 8, 8, 6, 6, 6, width],
        >= 70 => [6, width - 54, 8, 9, 8, 7, 5, 5, 5, 0],
        _ => [6, Math.Max(8, width - 27), 0, 0, 0, 7, 5, 4, 5, 0],
    };

    private static Text KindOf(RoomPeer peer) =>
        peer.KeyChanged ? (Text)"new key" : peer.IsMuted ? "muted" : peer.IsTrusted ? "trusted" : Text.Verbatim(peer.Kind);

    /// <summary>The address and the key of the selected one: what two people compare by voice.</summary>
    private static void DrawFacts(Model model, Painter painter, Rectangle rows)
    {
        var peer = model.SelectedPeer!;
        var where = peer.Name == peer.Nickname || peer.Nickname.Length == 0
            ? $"{peer.Name}: {peer.Address}, here since {model.Clock(peer.Since)}"
            : (Text)$"{peer.Name}: calls itself {peer.Nickname}, {peer.Address}, here since {model.Clock(peer.Since)}";
        painter.Put(rows.X + 1, rows.Bottom - 2, painter.Fit(where, rows.Width - 2), Theme.Quiet);
        var key = peer.KeyWords.Length == 0 ? (Text)"It has no key, so nobody knows who it is." : $"key {peer.KeyWords}";
        painter.Put(rows.X + 1, rows.Bottom - 1, painter.Fit(key, rows.Width - 2), Theme.Quiet);
    }

    private static void DrawPeer(Model model, Painter painter, int[] columns, int index, Rectangle line, bool selected)
    {
        var peer = model.Room.Peers[index];
        Text tick = peer.IsSelf ? "you" : model.Ticked.Contains(peer.Id) ? "[x]" : "[ ]";
        TableRow.Draw(
            painter, line, columns,
            [
                $"{(selected ? "▸" : " ")} {tick}", Text.Verbatim(peer.Name), Text.Verbatim(peer.Network), KindOf(peer), Sizes.RoundTrip(peer.RoundTrip),
                Sizes.Age(model.Now - peer.LastHeard), $"{peer.Pictures.Sent}", $"{peer.Pictures.Got}", $"{peer.Pictures.Lost}", Text.Verbatim(peer.Address),
            ],
            selected ? Theme.Selected : Theme.Text);
    }
}
