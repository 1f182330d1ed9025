using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary><c>/</c>: typing narrows the list behind it at once; Enter keeps the filter, Esc drops it.</summary>
internal sealed class FilterField : Screen
{
    private const Mode Lists = Mode.Inbox | Mode.Peers | Mode.Log | Mode.Send;

    public override Mode Mode => Mode.Filter;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("filter", Lists, "/", "Filter the list: type words", "filter", m => m.Push(new FilterLayer())),
        new("keep-filter", Mode.Filter, "Enter", "Keep the filter", "keep", m => m.Pop()),
        new("drop-filter", Mode.Filter, "Esc", "Show all again", "all", m => Set(m.Pop(), "")),
        new("rub-out", Mode.Filter, "Backspace", "Rub out a letter", "", m => m.Filter.Length == 0 ? m.Pop() : Set(m, TextField.RubOut(m.Filter))),
        new("up", Mode.Filter, "Up", "Up in the list", "", m => MoveIn(m, "Up")),
        new("down", Mode.Filter, "Down", "Down in the list", "", m => MoveIn(m, "Down")),
    ];

    public override Step Type(Model model, string text) => Set(model, model.Filter + text);

    public override void Draw(Model model, Painter painter)
    {
        var row = new Layout(model.Size).StatusRow;
        var next = painter.Put(1, row, "/ " + SafeText.Fit(model.Filter, model.Size.Width - 5), Theme.Strong);
        painter.Cursor = (next, row);
    }

    /// <summary>Keeps the selection on a row that is shown.</summary>
    private static Step Set(Model model, string filter)
    {
        var filtered = model with { Filter = filter, LogScroll = 0 };
        return filtered.Layers.Any(l => l is SendLayer) ? filtered : filtered.Screen switch
        {
            Mode.Inbox => InboxScreen.Move(filtered, 0),
            Mode.Peers => PeersScreen.Move(filtered, 0),
            _ => filtered,
        };
    }

    private static Step MoveIn(Model model, string key)
    {
        var under = model.Pop();
        return CommandTable.Find(under.Mode, KeyChord.Parse(key)) is { } command ? command.Run(under).Model.Push(new FilterLayer()) : model;
    }
}
