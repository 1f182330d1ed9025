using System.Globalization;
using PeerSlot.Drawing.Autosave;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Drawings of processes that are gone: after a crash, or left without saving.</summary>
internal sealed class KeptDialog : Screen
{
    private const int Width = 60;
    private const int Height = 14;

    public override Mode Mode => Mode.Kept;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("open-kept", Mode.Kept, "Enter", "Go on with it, undo and all", "open", OpenSelected),
        new("remove-kept", Mode.Kept, "d Del", "Remove it", "remove", Remove),
        .. ListKeys(Mode.Kept, (m, by) => m.Replace(Layer(m) with { Selected = Moved(Layer(m).Selected, by, Layer(m).Drawings.Count) })),
    ];

    public static Step Open(Model model) => new(
        (model with { Table = model.Table.Lift() }).Push(new KeptLayer([], 0, false)), new Effect.ListKept(Announce: false));

    /// <summary>At the start a line says what there is; asked for, it fills the list.</summary>
    public static Model Listed(Model model, Message.KeptListed listed)
    {
        if (model.Top is KeptLayer layer)
            return model.Replace(new KeptLayer(listed.Drawings, Moved(layer.Selected, 0, listed.Drawings.Count), true));
        if (!listed.Announce || listed.Drawings.Count == 0)
            return model;
        var newest = model.Clock(listed.Drawings[0].Time);
        return model.Say(listed.Drawings.Count == 1
            ? (Text)$"An unsaved drawing of {newest} is kept: K brings it back."
            : $"{listed.Drawings.Count:unsaved drawing is|unsaved drawings are} kept, the newest of {newest}: K lists them.");
    }

    /// <summary>A drawing with its history; onto a table with nothing on it as it is, else as one step.</summary>
    public static Step Opened(Model model, Message.KeptOpened opened)
    {
        var table = model.Table.Lift();
        var shown = GlobalTable.Show(model with { Table = table }, Mode.Draw).Model;
        if (table.UndoCount + table.RedoCount == 0)
            return (shown with { Table = DrawState.On(opened.Document) }).Hint("The drawing is back, undo and all.");
        return new Step(
            (shown with { Table = table.Take(opened.Document) }).Hint("The drawing is back; u leads to the one before."),
            new Effect.DiscardDrawing(opened.Document));
    }

    public override void Draw(Model model, Painter painter)
    {
        if (model.Top is not KeptLayer dialog)
            return;
        var area = new Layout(model.Size).Dialog(Width, Height);
        var inside = painter.Box(area, "Drawings that were not saved", $"{dialog.Drawings.Count}", true);
        if (dialog.Drawings.Count == 0)
            painter.Write(inside.X + 2, inside.Y + 1, dialog.IsListed ? (Text)"Nothing is kept from before." : "…", Theme.Quiet);
        ListBox.Draw(
            painter, inside, dialog.Drawings.Count, dialog.Selected, (i, line) =>
            {
                var (kept, isSelected) = (dialog.Drawings[i], i == dialog.Selected);
                var style = isSelected ? Theme.Selected : Theme.Text;
                painter.Fill(line, style);
                var steps = ((Text)$"{kept.Width}x{kept.Height}  {kept.Steps:step|steps} ").In(painter.Language);
                var time = TimeZoneInfo.ConvertTime(kept.Time, model.Zone).ToString("dd.MM. HH:mm", CultureInfo.InvariantCulture);
                painter.Put(
                    line.X, line.Y, $"{(isSelected ? "▸" : " ")}{time,-13}{SafeText.Fit(kept.Name, Math.Max(1, line.Width - 15 - steps.Length))}", style);
                painter.Put(line.Right - steps.Length, line.Y, steps, style);
            },
            (m, i) => m.Replace(Layer(m) with { Selected = i }), OpenSelected);
    }

    private static KeptLayer Layer(Model model) => (KeptLayer)model.Top!;

    private static KeptDrawing? Selected(Model model) =>
        Layer(model) is var layer && layer.Selected < layer.Drawings.Count ? layer.Drawings[layer.Selected] : null;

    private static Step OpenSelected(Model model) => Selected(model) is { } kept
        ? new Step(model.Hint("Bringing it back …"), new Effect.OpenKept(kept.Path))
        : model;

    private static Step Remove(Model model) => Selected(model) is { } kept
        ? model.Push(new ConfirmLayer($"Remove the drawing of {model.Clock(kept.Time)} for good?", "remove", new Effect.RemoveKept(kept.Path)))
        : model;
}
