using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The room right of the drawing, where there is space: peers, inbox, mailslots, log. A click on a pane goes to its screen.</summary>
internal static class RoomSide
{
    private const int PeersHeight = 12;
    private const int SlotsHeight = 8;
    private const int LogHeight = 8;

    public static void Draw(Model model, Painter painter, Rectangle side)
    {
        PeersScreen.DrawPane(model, painter, side with { Height = PeersHeight });
        InboxScreen.DrawPane(model, painter, Inbox(side));
        SlotsScreen.DrawPane(model, painter, side with { Y = side.Bottom - LogHeight - SlotsHeight, Height = SlotsHeight });
        LogScreen.DrawPane(model, painter, side with { Y = side.Bottom - LogHeight, Height = LogHeight });
    }

    public static PreviewRequest? Wish(Model model, Rectangle side) => InboxScreen.PaneWish(model, Inbox(side));

    private static Rectangle Inbox(Rectangle side) =>
        side with { Y = side.Y + PeersHeight, Height = side.Height - PeersHeight - SlotsHeight - LogHeight };
}
