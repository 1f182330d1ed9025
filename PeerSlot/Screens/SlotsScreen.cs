using System.Globalization;
using PeerSlot.Exchange;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The mailslots that this process reads, as GetMailslotInfo shows them.</summary>
internal sealed class SlotsScreen : Screen
{
    public override Mode Mode => Mode.Slots;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
        [.. ListKeys(Mode.Slots, (m, by) => m with { SlotSelected = Moved(m.SlotSelected, by, m.Room.Slots.Count) })];

    /// <summary>The last part of the path.</summary>
    public static string Name(SlotState slot) => slot.Path[(slot.Path.LastIndexOf('\\') + 1)..];

    /// <summary>0 in GetMailslotInfo means any size.</summary>
    public static string Maximum(SlotState slot) => slot.MaximumMessageSize == 0 ? "any" : $"{slot.MaximumMessageSize} B";

    /// <summary>-1 is MAILSLOT_NO_MESSAGE.</summary>
    public static string Next(SlotState slot) => slot.NextMessageSize < 0 ? "--" : $"{slot.NextMessageSize}";

    public static string Timeout(SlotState slot) =>
        slot.ReadTimeout == System.Threading.Timeout.InfiniteTimeSpan ? "forever"
        : slot.ReadTimeout == TimeSpan.Zero ? "at once"
        : string.Create(CultureInfo.InvariantCulture, $"{slot.ReadTimeout.TotalMilliseconds:0} ms");

    public override void Draw(Model model, Painter painter)
    {
        var slots = model.Room.Slots;
        var inside = painter.Box(new Layout(model.Size).Body, "Mailslots (GetMailslotInfo)", "", model.Layers.IsEmpty);
        int[] columns = inside.Width >= 70 ? [2, inside.Width - 48, 8, 8, 6, 7, 9, 8] : [2, Math.Max(8, inside.Width - 21), 0, 0, 5, 6, 0, 8];
        ListBox.Draw(
            painter, DrawHead(painter, inside, columns), slots.Count, model.SlotSelected,
            (i, line) => DrawSlot(painter, columns, slots[i], line, i == model.SlotSelected), (m, i) => m with { SlotSelected = i }, m => m);
    }

    /// <summary>The same table beside the drawing, to look at.</summary>
    public static void DrawPane(Model model, Painter painter, Rectangle area)
    {
        var slots = model.Room.Slots;
        var inside = painter.Box(area, "Mailslots");
        int[] columns = [1, Math.Max(8, inside.Width - 31), 0, 8, 6, 7, 9, 0];
        ListBox.DrawFirst(
            painter, DrawHead(painter, inside, columns), slots.Count, (i, line) =>
                DrawSlot(painter, columns, slots[i] with { Path = Name(slots[i]) }, line, false));
        painter.Click(area, m => GlobalTable.Show(m, Mode.Slots));
    }

    /// <returns>The rows below the head.</returns>
    private static Rectangle DrawHead(Painter painter, Rectangle inside, int[] columns)
    {
        TableRow.Draw(
            painter, inside with { Height = 1 }, columns, ["", "slot", "network", "max", "next", "count", "timeout", "received"], Theme.Quiet);
        return inside with { Y = inside.Y + 1, Height = inside.Height - 1 };
    }

    private static void DrawSlot(Painter painter, int[] columns, SlotState slot, Rectangle line, bool selected) => TableRow.Draw(
        painter, line, columns,
        [
            selected ? "▸" : " ", slot.Path, slot.Network, Maximum(slot), Next(slot), $"{slot.MessageCount}", Timeout(slot), $"{slot.Received}",
        ],
        selected ? Theme.Selected : Theme.Text);
}
