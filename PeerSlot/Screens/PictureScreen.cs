using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The selected picture of the inbox over the whole body, as large as it gets.</summary>
internal sealed class PictureScreen : Screen
{
    public override Mode Mode => Mode.Picture;

    public override IReadOnlyList<ScreenCommand> Table { get; } =
    [
        new("close", Mode.Picture, "Enter", "Back to the list", "", m => m.Pop()),
        new("newer", Mode.Picture, "Up Left PgUp", "The picture above", "", m => Turn(m, -1)),
        new("older", Mode.Picture, "Down Right PgDn Space", "The picture below", "", m => Turn(m, 1)),
    ];

    public override PreviewRequest? Wish(Model model)
    {
        var body = new Layout(model.Size).Body;
        return model.SelectedPicture is { Entry: not null } item && body.Height > 0
            ? new PreviewRequest(new PreviewSource(item.Key, true), body.Width, body.Height, true)
            : null;
    }

    public override void Draw(Model model, Painter painter)
    {
        var body = new Layout(model.Size).Body;
        painter.Fill(body, Theme.Text);
        PicturePane.Draw(painter, body, model.Preview, "The picture is not whole yet.");
        painter.Click(body, m => m.Pop());
    }

    private static Model Turn(Model model, int by) => InboxScreen.Select(model, Moved(model.InboxSelected, by, model.Inbox.Count));
}
