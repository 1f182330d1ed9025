using PeerSlot.Drawing.Tools;

namespace PeerSlot.Screens;

/// <summary>What works everywhere: the F-keys, going back, leaving.</summary>
internal static class GlobalTable
{
    private static readonly Mode[] ScreenOrder = [Mode.Draw, Mode.Open, Mode.Inbox, Mode.Peers, Mode.Slots, Mode.Log];

    public static IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("help", Mode.Free, "F1 ?", "Help", "Help", HelpScreen.Toggle),
        new("draw", Mode.Free, "F2", "Draw", "Draw", m => Show(m, Mode.Draw)),
        new("open", Mode.Free, "F3", "Open a picture file", "Open", m => Show(m, Mode.Open)),
        new("inbox", Mode.Free, "F4", "Inbox: pictures received and sent", "Inbox", m => Show(m, Mode.Inbox)),
        new("send", Mode.Free, "F5", "Send the drawing or the opened picture", "Send", SendDialog.Open),
        new("peers", Mode.Free, "F6", "Peers: who is here", "Peers", m => Show(m, Mode.Peers)),
        new("slots", Mode.Free, "F7", "Slots: the mailslots that are read here", "Slot", m => Show(m, Mode.Slots)),
        new("log", Mode.Free, "F8", "Log: what happened", "Log", m => Show(m, Mode.Log)),
        new("commands", Mode.Free, "F9 Ctrl-P :", "Commands: type what you want", "Cmds", PaletteScreen.Toggle),
        new("quit", Mode.Free, "F10 Ctrl-Q", "Quit", "Quit", Quit),
        new("next-screen", Mode.AnyScreen, "Tab", "Next screen", "next screen", m => ShowNext(m, 1)),
        new("previous-screen", Mode.AnyScreen, "Shift-Tab", "Previous screen", "", m => ShowNext(m, -1)),
        new("escape", Mode.AnyScreen, "Esc", "Back; Esc and a digit is an F-key", "", Escape),
        new("back", Mode.DrawingDialog | Mode.Send | Mode.Help | Mode.Palette | Mode.Picture | Mode.Settings, "Esc", "Back", "back", m => m.Pop()),
        new("suspend", Mode.AnyScreen & ~Mode.Draw, "Ctrl-Z", "Suspend: back to the shell until fg", "", m => new Step(m, new Effect.Suspend())),
        new("suspend-draw", Mode.Draw, "", "Suspend: back to the shell until fg", "", m => new Step(m, new Effect.Suspend())),
        new("repaint", Mode.Any, "Ctrl-L", "Paint the screen anew", "", m => new Step(m, new Effect.Repaint())),
        new("how-to-quit", Mode.Any & ~Mode.Select, "Ctrl-C", "How to quit", "", m => m.Hint("F10 or Ctrl-Q quits; Esc and then 0 does it, too.")),
    ];

    /// <summary>Closes every layer and goes to a screen.</summary>
    public static Step Show(Model model, Mode screen)
    {
        var shown = model.WithoutHint() with
        {
            Screen = screen, Layers = [], Table = model.Table.Lift(), Open = model.Open with { ThenSend = false },
            LogScroll = 0, Filter = "", EscapeAt = null,
        };
        return screen switch
        {
            Mode.Open => new Step(shown, new Effect.ListDirectory(shown.Open.Folder)),
            Mode.Inbox => InboxScreen.Enter(shown),
            _ => shown,
        };
    }

    /// <summary>Esc where nothing is open: back to the drawing, once no digit has followed.</summary>
    public static Step EscapeAlone(Model model)
    {
        var waited = model with { EscapeAt = null };
        if (model.ActiveSending is not null && !model.ProgressHidden)
            return waited with { ProgressHidden = true };
        return model.Screen == Mode.Draw ? waited : Show(waited, Mode.Draw);
    }

    private static Step ShowNext(Model model, int by) =>
        Show(model, ScreenOrder[(Array.IndexOf(ScreenOrder, model.Screen) + by + ScreenOrder.Length) % ScreenOrder.Length]);

    private static Step Escape(Model model)
    {
        if (model.Screen == Mode.Open && model.Open.Filter.Length > 0)
            return model with { Open = model.Open with { Filter = "", Selected = 0 } };
        if (model.Filter.Length > 0)
            return model with { Filter = "" };
        if (model.Screen == Mode.Draw && model.Table.Gesture is ShapeGesture)
            return model with { Table = model.Table.Drop() };
        if (model.Screen == Mode.Draw && model.Table.PenDown)
            return model with { Table = model.Table.Lift() };
        return model with { EscapeAt = model.Now };
    }

    private static Step Quit(Model model)
    {
        var quit = new Effect.Quit(ScreenHost.Quit);
        if (!model.IsTransferring)
            return new Step(model with { Table = model.Table.Lift() }, quit);
        return (model with { Layers = [] }).Push(new ConfirmLayer("A picture is still on its way. Quit all the same?", "quit", quit));
    }
}
