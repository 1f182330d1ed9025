using PeerSlot.Screens;
using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class DrawScreenTests
{
    private static readonly Color Red = Color.FromRgb(0xE03030);
    private static readonly Color Paper = Color.FromRgb(0xFFFFFF);

    [Fact]
    public void The_drawing_table_at_80x24() => new ScreenPlayer().WithPeers("lab-01", "lab-03").Play("2 Space Enter Right Right Down Enter").Shows(
        """
         PeerSlot  lab-07 @ #lab3  lan:ok  2 peers                         drawing.png*
        ╔═ Draw 60x36 half-block ════════════════════════════════════╗┌─ Tools ────────┐
        ║                                                            ║│ p▸pencil f fill│
        ║                                                            ║│ b brush  t text│
        ║                                                            ║│ e eraser i pick│
        ║                                                            ║│ l line s select│
        ║                                                            ║│ r rect m mirror│
        ║                                                            ║│ o oval x swap ⇄│
        ║                                                            ║│ [ 1 ] size h ▀▄│
        ║                                                            ║│ -1x+ g grid    │
        ║                                                            ║│ u undo ^Y redo │
        ║                              ▀▀┳                           ║└────────────────┘
        ║                                                            ║┌─ Colours ──────┐
        ║                                                            ║│ 1■ 2■ 3■ 4■ 5■ │
        ║                                                            ║│ 6■ 7■ 8■ 9■ 0■ │
        ║                                                            ║│ fg ■e03030 bg ·│
        ║                                                            ║│ P Paints  c mix│
        ║                                                            ║└────────────────┘
        ║                                                            ║┌─ Slot hello ───┐
        ║                                                            ║│ count 0 next --│
        ╚═══════════════════════════════ 32,19 px  pen up  undo 2/0 ═╝└────────────────┘

         Space paint  Enter pen down/up  u undo  s select  c colour  h cells  w save
         1Help 2Draw 3Open 4Inbox 5Send 6Peers 7Slot 8Log 9Cmds 10Quit
        """);

    [Fact]
    public void A_terminal_of_40x12_shows_one_pane() => new ScreenPlayer(40, 12).WithPeers("lab-01").WithPicture("lab-03").Shows(
        """
         lab-07 @ #lab3  1 peer     inbox 1 new 
        ╔═ Draw 60x36 half-block ══════════════╗
        ║                                      ║
        ║                                      ║
        ║                                      ║
        ║                                      ║
        ║                                      ║
        ║                              ┻       ║
        ╚═══════════════════ 30,18 px  pen up ═╝
         14:02 picture from lab-03 (80x48)  F4… 
         Space paint  Enter pen down/up  u undo 
         1? 2Dr 3Op 4In 5Se 6Pe 7Sl 8Lo 9Cm 10Qu
        """);

    [Fact]
    public void Whoever_has_not_drawn_yet_is_told_how()
    {
        var player = new ScreenPlayer();
        Assert.Contains("Draw with the mouse, or arrows and Space.  F5 Enter sends it to everybody.", player.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Draw with the mouse", player.Play("Space").Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Draw with the mouse", new ScreenPlayer().Play("F6").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Paper_has_an_edge_where_the_pane_is_larger()
    {
        var rows = new ScreenPlayer(100, 30).Text.Split('\n');
        Assert.Contains("┌" + new string('─', 60) + "┐", rows[4], StringComparison.Ordinal);
        Assert.Contains("└" + new string('─', 60) + "┘", rows[23], StringComparison.Ordinal);
        Assert.Equal('│', rows[12][10]);
    }

    [Fact]
    public void A_smaller_terminal_says_what_it_needs() => new ScreenPlayer(39, 3).Shows("enlarge to 40x12\n\n");

    [Fact]
    public void A_pixel_has_its_colour_in_its_half_of_the_cell()
    {
        var frame = new ScreenPlayer().Play("2 Space Down Right").Frame;
        Assert.Equal(new Style(Red, Paper), frame[31, 11].Style);
    }

    [Fact]
    public void The_cursor_shows_the_colour_under_it_and_points_to_its_half()
    {
        var frame = new ScreenPlayer().Play("2 Space").Frame;
        Assert.Equal("┻", frame[31, 11].Rune.ToString());
        Assert.Equal(Red, frame[31, 11].Style.Background);
    }

    [Fact]
    public void A_stroke_by_pen_is_one_step_of_undo()
    {
        var player = new ScreenPlayer().Play("Enter Right Right Ctrl-Down Left Enter");
        Assert.Equal(1, player.Model.Table.UndoCount);
        Assert.True(player.Play("u").Model.Table.Document.Canvas.IsBlank);
        Assert.False(player.Play("Ctrl-Y").Model.Table.Document.Canvas.IsBlank);
    }

    [Fact]
    public void Undo_with_the_pen_down_takes_the_stroke_back()
    {
        var player = new ScreenPlayer().Play("Enter Right Right u");
        Assert.True(player.Model.Table.Document.Canvas.IsBlank);
        Assert.False(player.Model.Table.PenDown);
    }

    [Fact]
    public void Leaps_draw_without_gaps()
    {
        var player = new ScreenPlayer().Play("Home Enter Ctrl-Right Enter");
        Assert.All(Enumerable.Range(0, 9), x => Assert.Equal(0, player.Model.Table.Document.Canvas[x, 18]));
    }

    [Fact]
    public void The_cursor_stops_at_the_edges() =>
        Assert.Equal((0, 35), Cursor(new ScreenPlayer().Play("Home PgDn PgDn PgDn PgDn PgDn Left")));

    [Fact]
    public void A_cell_mouse_draws_both_halves_of_a_cell_and_a_fast_drag_has_no_gaps()
    {
        var player = new ScreenPlayer().Mouse(MouseAction.Press, 5, 4).Mouse(MouseAction.Drag, 15, 4).Mouse(MouseAction.Release, 15, 4);
        var canvas = player.Model.Table.Document.Canvas;
        Assert.All(Enumerable.Range(4, 11), x => Assert.Equal((0, 0), (canvas[x, 4], canvas[x, 5])));
        Assert.Equal((0xFFFFFF, 0xFFFFFF), (canvas[4, 3], canvas[4, 6]));
        Assert.Equal(1, player.Model.Table.UndoCount);
    }

    [Fact]
    public void A_pixel_mouse_aims_at_half_a_cell()
    {
        var canvas = new ScreenPlayer().Mouse(MouseAction.Press, 5, 4, subRow: 0.7).Mouse(MouseAction.Release, 5, 4, subRow: 0.7)
            .Model.Table.Document.Canvas;
        Assert.Equal((0xFFFFFF, 0), (canvas[4, 4], canvas[4, 5]));
    }

    [Fact]
    public void The_right_button_erases()
    {
        var player = new ScreenPlayer().Click(5, 4).Mouse(MouseAction.Press, 5, 4, MouseButton.Right)
            .Mouse(MouseAction.Release, 5, 4, MouseButton.Right);
        Assert.True(player.Model.Table.Document.Canvas.IsBlank);
        Assert.Equal(2, player.Model.Table.UndoCount);
    }

    [Fact]
    public void Tools_and_colours_can_be_clicked()
    {
        var player = new ScreenPlayer().Click("3■").Click("e eraser");
        Assert.Equal((PeerSlot.Drawing.Tools.Tool.Eraser, 0xF08A24), (player.Model.Table.Tool, player.Model.Table.Ink));
        Assert.Contains("e▸eraser", player.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hints_and_the_F_bar_can_be_clicked()
    {
        Assert.False(new ScreenPlayer().Click("Space paint").Model.Table.Document.Canvas.IsBlank);
        Assert.Equal(Mode.Peers, new ScreenPlayer().Click("6Peers").Model.Screen);
    }

    [Fact]
    public void Swapping_makes_the_eraser_paint_with_the_old_colour()
    {
        var player = new ScreenPlayer().Play("2 x e Space");
        Assert.Equal(0xE03030, player.Model.Table.Document.Canvas[30, 18]);
    }

    [Fact]
    public void A_picture_larger_than_the_pane_is_shown_and_drawn_on_at_one_over_a_whole_number()
    {
        var player = new ScreenPlayer().WithFile("photo.jpg", 200, 90).Play("2 Home Space");
        Assert.Contains("Draw photo.jpg 200x90 1:4", player.Text, StringComparison.Ordinal);
        var canvas = player.Model.Table.Document.Canvas;
        Assert.Equal((0xE03030, 0xE03030, 0x204080), (canvas[0, 44], canvas[3, 47], canvas[4, 44]));
        Assert.Contains("photo.png*", player.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawing_larger_than_the_pane_scrolls_with_the_cursor()
    {
        var player = new ScreenPlayer(40, 12).Play("2 End Space");
        Assert.Equal((22, 59), (player.Model.Table.ScrollX, player.Model.Table.X));
        Assert.Equal(Red, player.Frame[38, 7].Style.Background);
    }

    [Fact]
    public void Opening_a_picture_lays_the_drawing_aside_and_undo_brings_it_back()
    {
        var player = new ScreenPlayer().Play("2 Space").WithFile("photo.jpg", 20, 20);
        Assert.Equal("photo.jpg", player.Model.Table.Document.FileName);
        Assert.Equal(0xE03030, player.Play("u").Model.Table.Document.Canvas[30, 18]);
        Assert.Equal("photo.jpg", player.Play("Ctrl-Y").Model.Table.Document.FileName);
    }

    [Fact]
    public void A_new_drawing_can_be_undone() => Assert.False(new ScreenPlayer().Play("Space n u").Model.Table.Document.IsBlank);

    [Fact]
    public void A_Russian_keyboard_works_like_a_Latin_one()
    {
        var player = new ScreenPlayer().Play("Space").Type("у");
        Assert.Equal(PeerSlot.Drawing.Tools.Tool.Eraser, player.Model.Table.Tool);
        Assert.Equal(0, player.Type("г").Model.Table.UndoCount);
    }

    private static (int X, int Y) Cursor(ScreenPlayer player) => (player.Model.Table.X, player.Model.Table.Y);
}
