using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>One screen or layer: what its keys do and how it looks. Holds no state; that is the model's.</summary>
internal abstract class Screen
{
    public abstract Mode Mode { get; }

    /// <summary>The commands of this mode alone; <see cref="GlobalTable"/> has the rest.</summary>
    public abstract IReadOnlyList<ScreenCommand> Table { get; }

    public abstract void Draw(Model model, Painter painter);

    /// <summary>A letter typed where letters are text.</summary>
    public virtual Step Type(Model model, string text) => model;

    /// <summary>A mouse event before clickable places are looked at; null = not mine.</summary>
    public virtual Step? Mouse(Model model, MouseInput mouse) => null;

    /// <summary>The picture that this screen shows in cells; null = none.</summary>
    public virtual PreviewRequest? Wish(Model model) => null;

    /// <summary>The label of the keys of a list.</summary>
    public static Text MoveInList { get; } = "Move in the list";

    /// <summary>Up, down and their like for a list.</summary>
    /// <param name="move">Moves the selection by rows; <see cref="int.MaxValue"/> and MinValue mean the ends.</param>
    protected static IReadOnlyList<ScreenCommand> ListKeys(Mode mode, Func<Model, int, Model> move)
    {
        const int Page = 10;
        return
        [
            new("up", mode, "Up", MoveInList, "", m => move(m, -1)),
            new("down", mode, "Down", MoveInList, "", m => move(m, 1)),
            new("page-up", mode, "PgUp", MoveInList, "", m => move(m, -Page)),
            new("page-down", mode, "PgDn", MoveInList, "", m => move(m, Page)),
            new("first", mode, "Home", MoveInList, "", m => move(m, int.MinValue)),
            new("last", mode, "End", MoveInList, "", m => move(m, int.MaxValue)),
        ];
    }

    /// <summary>A selection moved within <paramref name="count"/> rows.</summary>
    protected static int Moved(int selected, int by, int count) => (int)Math.Clamp((long)selected + by, 0, Math.Max(0, count - 1));
}
