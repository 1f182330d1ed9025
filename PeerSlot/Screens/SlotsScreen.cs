using System.Globalization;
using PeerSlot.Exchange;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The mailslots that this process reads, as GetMailslotInfo shows them.</summary>
internal sealed class SlotsScreen : Screen
{
    /// <summary><c>\\.\mailslot\peerslot\{an identity}</c></summary>
    private const int LongestPath = 60;

    public override Mode Mode => Mode.Slots;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("set-timeout", Mode.Slots, "t", "Set the read timeout (SetMailslotInfo)", "set timeout", SlotActions.AskTimeout),
        new("read-next", Mode.Slots, "r", "Read the next message by hand", "read next", SlotActions.Read),
        new("create-slot", Mode.Slots, "c", "Create a mailslot by hand", "create", SlotActions.Create),
        new("write-slot", Mode.Slots, "w", "Write to a mailslot by hand", "write", SlotActions.Write),
        new("close-slot", Mode.Slots, "x Del", "Close a mailslot made by hand", "close", SlotActions.Close),
        .. ListKeys(Mode.Slots, (m, by) => m with { SlotSelected = Moved(m.SlotSelected, by, m.AllSlots.Count) }),
    ];

    public static string Key(SlotState slot) => $"{slot.Network} {slot.Path}";

    /// <summary>The last part of the path.</summary>
    public static string Name(SlotState slot) => slot.Path[(slot.Path.LastIndexOf('\\') + 1)..];

    /// <summary>0 in GetMailslotInfo means any size.</summary>
    public static Text Maximum(SlotState slot) => slot.MaximumMessageSize == 0 ? "any" : (Text)$"{slot.MaximumMessageSize} B";

    /// <summary>-1 is MAILSLOT_NO_MESSAGE.</summary>
    public static Text Next(SlotState slot) => slot.NextMessageSize < 0 ? "--" : (Text)$"{slot.NextMessageSize}";

    public static Text Timeout(SlotState slot) =>
        slot.ReadTimeout == System.Threading.Timeout.InfiniteTimeSpan ? (Text)"forever"
        : slot.ReadTimeout == TimeSpan.Zero ? (Text)"at once"
        : $"{slot.ReadTimeout.TotalMilliseconds:0} ms";

    public override void Draw(Model model, Painter painter)
    {
        var slots = model.AllSlots;
        var inside = painter.Box(new Layout(model.Size).Body, "Mailslots (GetMailslotInfo)", "", model.Layers.IsEmpty);
        var role = inside.Width >= 100 ? 7 : 0;
        int[] columns = inside.Width >= 70
            ? [2, Math.Min(LongestPath + 1, inside.Width - 47 - role), role, 8, 8, 6, 6, 9, SlotTrack.Kept + 1]
            : [2, Math.Max(8, inside.Width - 30), 0, 0, 0, 5, 6, 8, SlotTrack.Kept + 1];
        var rows = DrawHead(painter, inside, columns);
        var ignored = rows.Height >= 8 && model.Room.Ignored.Any ? TextWrap.Lines(model.Room.Ignored.Words.In(painter.Language), inside.Width - 2) : [];
        var facts = rows.Height >= 8 ? 2 + Math.Min(ignored.Count, 2) : 0;
        var ends = Math.Clamp(Math.Min(model.WriteEnds.Count, rows.Height - facts - slots.Count), 0, 4);
        var selected = Math.Min(model.SlotSelected, slots.Count - 1);
        ListBox.Draw(
            painter, rows with { Height = rows.Height - facts - ends }, slots.Count, selected,
            (i, line) => DrawSlot(model, painter, columns, slots[i], line, i == selected, inside.Width < 70 ? Name(slots[i]) : slots[i].Path),
            (m, i) => m with { SlotSelected = i }, m => m);
        for (var i = 0; i < ends; i++)
        {
            var y = rows.Bottom - facts - ends + i;
            painter.Put(rows.X + 2, y, painter.Fit($"{model.WriteEnds[^(i + 1)]}  client (write end: no state to ask)", rows.Width - 3), Theme.Quiet);
        }

        for (var i = 0; i < facts - 2; i++)
            painter.Put(inside.X + 1, inside.Bottom - facts + 1 + i, ignored[i], Theme.Text);
        if (facts > 0 && selected >= 0)
            painter.Put(inside.X + 1, inside.Bottom - 1, painter.Fit(Facts(model, slots[selected]), inside.Width - 2), Theme.Quiet);
    }

    /// <summary>The same table beside the drawing, to look at; without what moves by itself.</summary>
    public static void DrawPane(Model model, Painter painter, Rectangle area)
    {
        var slots = model.Room.Slots;
        var inside = painter.Box(area, "Mailslots");
        int[] columns = [1, Math.Max(8, inside.Width - 31), 0, 0, 8, 6, 7, 9, 0];
        ListBox.DrawFirst(
            painter, DrawHead(painter, inside, columns), slots.Count, (i, line) =>
                DrawSlot(model, painter, columns, slots[i], line, false, Name(slots[i])));
        painter.Click(area, m => GlobalTable.Show(m, Mode.Slots));
    }

    /// <returns>The rows below the head.</returns>
    private static Rectangle DrawHead(Painter painter, Rectangle inside, int[] columns)
    {
        TableRow.Draw(
            painter, inside with { Height = 1 }, columns, ["", "slot", "role", "network", "max", "next", "count", "timeout", "rate"], Theme.Quiet);
        return inside with { Y = inside.Y + 1, Height = inside.Height - 1 };
    }

    private static void DrawSlot(Model model, Painter painter, int[] columns, SlotState slot, Rectangle line, bool selected, string name) => TableRow.Draw(
        painter, line, columns,
        [
            selected ? "▸" : " ", Text.Verbatim(name), "server", Text.Verbatim(slot.Network), Maximum(slot), Next(slot), $"{slot.MessageCount}", Timeout(slot),
            Text.Verbatim(model.SlotTracks.GetValueOrDefault(Key(slot))?.SparkLine() ?? ""),
        ],
        selected ? Theme.Selected : Theme.Text);

    /// <summary><c>12 received; high-water 31 at 13:40; one column of the rate is 5 s</c></summary>
    private static Text Facts(Model model, SlotState slot) => model.SlotTracks.GetValueOrDefault(Key(slot)) is { HighWater: > 0 } track
        ? $"{slot.Path}: {slot.Received} received; high-water {track.HighWater} at {model.Clock(track.HighAt)}; a step of the rate is 5 s"
        : (Text)$"{slot.Path}: {slot.Received} received; a step of the rate is 5 s";
}
