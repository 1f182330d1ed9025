using PeerSlot.Exchange;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The panes right of the drawing: tools, colours, and the first slot; who is here, where there is room.</summary>
internal static class DrawSide
{
    private const int SlotHeight = 3;

    public static void Draw(Model model, Painter painter, Rectangle side)
    {
        ToolPane.DrawTools(model, painter, side with { Height = ToolPane.ToolsHeight });
        ToolPane.DrawColors(model.Table, painter, side with { Y = side.Y + ToolPane.ToolsHeight, Height = ToolPane.ColorsHeight });
        const int Above = ToolPane.ToolsHeight + ToolPane.ColorsHeight;
        var rest = side with { Y = side.Y + Above, Height = side.Height - Above };
        DrawSlot(model.Room.Slots.Count > 0 ? model.Room.Slots[0] : null, painter, rest with { Height = SlotHeight });
        if (rest.Height >= SlotHeight + 3)
            DrawPeers(model, painter, rest with { Y = rest.Y + SlotHeight, Height = rest.Height - SlotHeight });
    }

    private static void DrawSlot(SlotState? slot, Painter painter, Rectangle area)
    {
        var inside = painter.Box(area, slot is null ? "Slot" : (Text)$"Slot {SlotsScreen.Name(slot)}");
        if (slot is null)
            return;
        painter.Write(inside.X, inside.Y, (Text)$" count {slot.MessageCount} next {SlotsScreen.Next(slot)}", Theme.Text, inside.Width);
        painter.Click(area, m => GlobalTable.Show(m, Mode.Slots));
    }

    private static void DrawPeers(Model model, Painter painter, Rectangle area)
    {
        var others = model.Room.Others;
        var inside = painter.Box(area, $"Peers {others.Count}");
        ListBox.DrawFirst(
            painter, inside, others.Count, (i, line) => painter.Put(line.X + 1, line.Y, SafeText.Fit(others[i].Name, line.Width - 1), Theme.Text));
        painter.Click(area, m => GlobalTable.Show(m, Mode.Peers));
    }
}
