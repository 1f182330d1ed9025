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
        TableRow.Draw(painter, inside with { Height = 1 }, columns, ["", "slot", "network", "max", "next", "count", "timeout", "received"], Theme.Quiet);
        ListBox.Draw(
            painter, inside with { Y = inside.Y + 1, Height = inside.Height - 1 }, slots.Count, model.SlotSelected,
            (i, line) => TableRow.Draw(
                painter, line, columns,
                [
                    i == model.SlotSelected ? "▸" : " ", slots[i].Path, slots[i].Network, Maximum(slots[i]), Next(slots[i]), $"{slots[i].MessageCount}",
                    Timeout(slots[i]), $"{slots[i].Received}",
                ],
                i == model.SlotSelected ? Theme.Selected : Theme.Text),
            (m, i) => m with { SlotSelected = i }, m => m);
    }
}
