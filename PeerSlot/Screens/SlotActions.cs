using System.Globalization;
using PeerSlot.Exchange;

namespace PeerSlot.Screens;

/// <summary>What can be done with mailslots by hand.</summary>
internal static class SlotActions
{
    private static readonly Text HowToPath = @"\\.\mailslot\name on this machine, \\*\mailslot\name on all of the network; / will do for \.";

    public static Step Create(Model model) => model.Push(new PromptLayer(Prompt.CreateSlot, "Create a mailslot", @"\\.\mailslot\", "It is paused: r reads its messages one by one.", ""));

    public static Step Write(Model model) => model.Push(new PromptLayer(
        Prompt.WriteSlot, "Write to a mailslot", model.WriteEnds.LastOrDefault() is { } last ? last + " " : @"\\.\mailslot\", $"The path, a blank, and the text. {HowToPath}", ""));

    public static Step AskTimeout(Model model) => Own(model) is { } slot
        ? model.Push(new PromptLayer(Prompt.SlotTimeout, "Read timeout (SetMailslotInfo)", Number(slot.ReadTimeout), "Milliseconds: 0 = a read does not wait; forever.", slot.Path))
        : NotOwn(model);

    public static Step Read(Model model) => Own(model) is { } slot ? new Step(model, new Effect.ReadSlot(slot.Path)) : NotOwn(model);

    public static Step Close(Model model) => Own(model) is { } slot ? new Step(model, new Effect.CloseSlot(slot.Path)) : NotOwn(model);

    public static Step Answer(Model model, PromptLayer asked)
    {
        var text = asked.Typed.Trim();
        switch (asked.Prompt)
        {
            case Prompt.CreateSlot:
                return new Step(model, new Effect.CreateSlot(text));
            case Prompt.WriteSlot:
                var parts = text.Split(' ', 2);
                return parts.Length < 2
                    ? model.Hint("Nothing was written: the text is missing behind the path.")
                    : new Step(model, new Effect.WriteSlot(parts[0], parts[1]));
            default:
                if (text == "forever")
                    return new Step(model, new Effect.SetSlotTimeout(asked.Subject, Timeout.InfiniteTimeSpan));
                return uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < int.MaxValue
                    ? new Step(model, new Effect.SetSlotTimeout(asked.Subject, TimeSpan.FromMilliseconds(milliseconds)))
                    : model.Hint("A timeout is a number of milliseconds, or forever.");
        }
    }

    private static SlotState? Own(Model model) =>
        model.SlotSelected < model.AllSlots.Count && model.HandSlots.Contains(model.AllSlots[model.SlotSelected]) ? model.AllSlots[model.SlotSelected] : null;

    private static Model NotOwn(Model model) => model.Hint("PeerSlot itself reads this slot. Make one with c to try it by hand.");

    private static string Number(TimeSpan timeout) =>
        timeout == Timeout.InfiniteTimeSpan ? "forever" : timeout.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
