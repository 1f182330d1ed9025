using System.Text;
using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;
using PeerSlot.Screens;
using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Screens;

/// <summary>The tools by keys alone, and by mouse alone.</summary>
public sealed class DrawToolsTests
{
    [Theory]
    [InlineData("l", "XXX")]
    [InlineData("r", "XXX X.X XXX")]
    [InlineData("r r", "XXX XXX XXX")]
    [InlineData("o o", "XXX XXX XXX")]
    public void Shapes_have_two_corners_by_Space_and_are_filled_by_a_second_press(string keys, string expected)
    {
        var rows = expected.Split(' ');
        var player = new ScreenPlayer().Play($"{keys} Space Right Right {(rows.Length > 1 ? "Down Down" : "")} Space");
        Assert.Equal(rows, Enumerable.Range(18, rows.Length).Select(y => Row(player, 30, y, 3)));
        Assert.Equal((1, Mode.Draw), (player.Model.Table.UndoCount, player.Model.Mode));
    }

    [Fact]
    public void A_shape_shows_while_it_is_drawn_and_Esc_takes_it_back()
    {
        var player = new ScreenPlayer().Play("l Space Right Right Right");
        Assert.Equal("XXXX", Row(player, 30, 18, 4));
        Assert.True(player.Play("Esc").Model.Table.Canvas.IsBlank);
        Assert.Equal(0, player.Model.Table.UndoCount);
    }

    [Fact]
    public void A_shape_by_mouse_is_pressed_dragged_and_let_go()
    {
        var player = new ScreenPlayer().Click("r rect").Mouse(MouseAction.Press, 5, 4, subRow: 0).Mouse(MouseAction.Drag, 20, 9, subRow: 0)
            .Mouse(MouseAction.Drag, 7, 5, subRow: 0).Mouse(MouseAction.Release, 7, 5, subRow: 0);
        Assert.Equal(["XXX", "X.X", "XXX"], Enumerable.Range(4, 3).Select(y => Row(player, 4, y, 3)));
        Assert.Equal(1, player.Model.Table.UndoCount);
    }

    [Fact]
    public void Fill_by_key_and_by_mouse()
    {
        Assert.Equal(0xE03030, new ScreenPlayer().Play("2 f Space").Model.Table.Canvas.InkAt(0, 0));
        Assert.Equal(0xE03030, new ScreenPlayer().Click("2■").Click("f fill").Click(5, 5).Model.Table.Canvas.InkAt(59, 35));
    }

    [Fact]
    public void A_larger_brush_paints_more_and_a_mirror_paints_twice()
    {
        var player = new ScreenPlayer().Play("] ] m Home Right Right Space");
        Assert.Equal("..", Row(player, 4, 18, 2));
        Assert.Equal(("XXX", "XXX"), (Row(player, 1, 17, 3), Row(player, 56, 19, 3)));
        Assert.Contains("m▸mirror", player.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_are_drawn_with_any_character_and_the_apply_keys_say_what_changes()
    {
        var player = new ScreenPlayer().Play("k").Type("ж").Play("Space");
        Assert.Equal(new CanvasCell(new Rune('ж'), 0, Canvas.Empty), player.Model.Table.Canvas.CellAt(30, 9));
        Assert.Equal("ж", player.Play("Right").Frame[31, 11].Rune.ToString());
        player.Play("Left 2 G Space");
        Assert.Equal(new CanvasCell(new Rune('ж'), 0xE03030, Canvas.Empty), player.Model.Table.Canvas.CellAt(30, 9));
        Assert.Contains("Draw 60x36 cells", player.Text, StringComparison.Ordinal);
        Assert.Equal((31, 20), (player.Play("Right Down").Model.Table.X, player.Model.Table.Y));
    }

    [Fact]
    public void Text_is_typed_onto_the_canvas_whatever_its_letters_mean_elsewhere()
    {
        var player = new ScreenPlayer().Play("Home PgUp PgUp PgUp t").Type("u? Привет").Play("Enter").Type("!").Play("Esc");
        Assert.StartsWith("║u? Привет", player.Text.Split('\n')[2], StringComparison.Ordinal);
        Assert.StartsWith("║!", player.Text.Split('\n')[3], StringComparison.Ordinal);
        Assert.Equal((1, Mode.Draw, Tool.Pencil), (player.Model.Table.UndoCount, player.Model.Mode, player.Model.Table.Tool));
        Assert.True(player.Play("u").Model.Table.Canvas.IsBlank);
    }

    [Fact]
    public void Text_rubs_out_letter_by_letter_and_Ctrl_Z_all_of_it()
    {
        var player = new ScreenPlayer().Play("t").Type("abc").Play("Backspace Backspace");
        Assert.Equal("a", player.Model.Table.Canvas.CellAt(30, 9).Glyph.ToString());
        Assert.True(player.Model.Table.Canvas.CellAt(31, 9).IsPixels);
        Assert.True(player.Play("Ctrl-Z").Model.Table.Canvas.IsBlank);
    }

    [Fact]
    public void Pasted_text_is_typed_line_by_line()
    {
        var player = new ScreenPlayer().Play("Home PgUp PgUp PgUp t").Paste("/etc/a.png\nb\e[31m").Play("Esc");
        Assert.StartsWith("║/etc/a.png", player.Text.Split('\n')[2], StringComparison.Ordinal);
        Assert.StartsWith("║b[31m┻", player.Text.Split('\n')[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_wide_letter_takes_two_cells()
    {
        var player = new ScreenPlayer().Play("t").Type("日x").Play("Esc");
        Assert.Contains("日x", player.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_marked_area_moves_by_the_arrows_and_is_one_step()
    {
        var player = new ScreenPlayer().Play("Space Right Space Left s Right m Down Down Enter");
        Assert.Equal(("..", "XX"), (Row(player, 30, 18, 2), Row(player, 30, 20, 2)));
        Assert.Equal(3, player.Model.Table.UndoCount);
        Assert.Equal("XX", Row(player.Play("u"), 30, 18, 2));
    }

    [Fact]
    public void What_floats_goes_back_with_Esc() =>
        Assert.Equal("X", Row(new ScreenPlayer().Play("Space s m Down Down Esc"), 30, 18, 1));

    [Fact]
    public void Copy_and_paste_keep_the_colours_in_another_drawing_too()
    {
        var player = new ScreenPlayer().Play("2 Space s c Esc n Home Ctrl-V Enter");
        Assert.Equal(0xE03030, player.Model.Table.Canvas.InkAt(0, 18));
        Assert.Equal(Canvas.Empty, player.Model.Table.Canvas.InkAt(30, 18));
    }

    [Fact]
    public void Cut_flip_fill_and_erase()
    {
        var player = new ScreenPlayer().Play("Space s Right Right x");
        Assert.True(player.Model.Table.Canvas.IsBlank);
        Assert.Equal("..X", Row(player.Play("Ctrl-V v Enter"), 32, 18, 3));
        Assert.Equal("XXX", Row(player.Play("s Right Right f"), 32, 18, 3));
        Assert.Equal("XX.", Row(player.Play("s e"), 32, 18, 3));
    }

    [Fact]
    public void An_area_is_marked_and_moved_by_mouse()
    {
        var player = new ScreenPlayer().Mouse(MouseAction.Press, 5, 4, subRow: 0).Mouse(MouseAction.Release, 5, 4, subRow: 0).Click("s select");
        player.Mouse(MouseAction.Press, 5, 4, subRow: 0).Mouse(MouseAction.Drag, 6, 4, subRow: 0.9).Mouse(MouseAction.Release, 6, 4, subRow: 0.9);
        Assert.Equal(new PixelArea(4, 4, 2, 2), player.Model.Table.Selection);
        player.Mouse(MouseAction.Press, 6, 4, subRow: 0).Mouse(MouseAction.Drag, 16, 4, subRow: 0).Mouse(MouseAction.Release, 16, 4, subRow: 0)
            .Mouse(MouseAction.Press, 40, 15).Mouse(MouseAction.Release, 40, 15).Play("Esc");
        Assert.Equal(("..", "X."), (Row(player, 4, 4, 2), Row(player, 14, 4, 2)));
    }

    [Fact]
    public void Picking_takes_the_colour_under_the_cursor_and_gives_the_tool_back()
    {
        var player = new ScreenPlayer().Play("2 Space 1 l i Space");
        Assert.Equal((0xE03030, Tool.Line), (player.Model.Table.Ink, player.Model.Table.Tool));
        var clicked = new ScreenPlayer().Play("2 Space 1").Click("i pick").Mouse(MouseAction.Press, 31, 11, subRow: 0);
        Assert.Equal((0xE03030, Tool.Pencil), (clicked.Model.Table.Ink, clicked.Model.Table.Tool));
    }

    [Fact]
    public void The_palette_changes_as_a_step_and_the_keys_give_its_colours()
    {
        var player = new ScreenPlayer().Play("P 2");
        Assert.Equal((0xAA0000, "VGA"), (player.Model.Table.Ink, player.Model.Table.Canvas.Sheet.Palette.Name));
        Assert.Equal("Paints", player.Play("u").Model.Table.Canvas.Sheet.Palette.Name);
    }

    [Theory]
    [InlineData("c Tab 2 5 5 Tab 1 2 8 Tab 0 Enter", 0xFF8000)]
    [InlineData("c Shift-Tab c a f e 0 1 Enter", 0xCAFE01)]
    [InlineData("c Tab Tab Tab Tab 1 2 0 Tab 1 0 0 Tab 1 0 0 Enter", 0x00FF00)]
    [InlineData("c Down Down Down Enter", 0xFF0000)]
    [InlineData("c Esc", 0x000000)]
    public void A_colour_is_mixed_by_RGB_HSV_hex_or_from_the_table(string keys, int expected) =>
        Assert.Equal(expected, new ScreenPlayer().Play(keys).Model.Table.Ink);

    [Fact]
    public void A_digit_in_the_colour_table_stores_it_on_that_key()
    {
        var player = new ScreenPlayer().Play("c Down Down Down 4 Esc 4");
        Assert.Equal(0xFF0000, player.Model.Table.Ink);
        Assert.Equal(1, player.Model.Table.UndoCount);
    }

    [Fact]
    public void The_canvas_size_is_shown_and_changed_and_undone()
    {
        var player = new ScreenPlayer().Play("Space").Click("Draw 60x36").Type("80").Play("Tab").Type("48").Play("Enter");
        Assert.Contains("Draw 80x48", player.Text, StringComparison.Ordinal);
        Assert.Equal(0, player.Model.Table.Canvas.InkAt(30, 18));
        Assert.Contains("Draw 60x36", player.Play("u").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Zoom_shows_a_pixel_in_more_cells_and_the_cursor_stays_on_it()
    {
        var player = new ScreenPlayer().Play("2 Space + +");
        Assert.Contains("zoom 4", player.Text, StringComparison.Ordinal);
        var view = DrawScreen.ViewOf(player.Model);
        var (column, row, _) = view.CellOf(30, 18);
        Assert.All([(0, 0), (3, 1)], p => Assert.Equal(Color.FromRgb(0xE03030), player.Frame[column + p.Item1, row + p.Item2].Style.Background));
        Assert.NotEqual(Color.FromRgb(0xE03030), player.Frame[column + 4, row].Style.Background);
        player.Mouse(MouseAction.Press, column + 5, row + 1).Mouse(MouseAction.Release, column + 5, row + 1);
        Assert.Equal(0xE03030, player.Model.Table.Canvas.InkAt(31, 18));
    }

    [Fact]
    public void The_wheel_scrolls_and_with_Ctrl_zooms()
    {
        var player = new ScreenPlayer().Play("+ +");
        var before = player.Model.Table.ScrollY;
        player.Send(new Message.Input(new MouseInput(MouseAction.WheelDown, MouseButton.None, 10, 10)));
        Assert.Equal(before + 6, player.Model.Table.ScrollY);
        player.Send(new Message.Input(new MouseInput(MouseAction.WheelDown, MouseButton.None, 10, 10, null, KeyModifiers.Control)));
        Assert.Equal(2, player.Model.Table.Zoom);
    }

    [Fact]
    public void The_grid_is_seen_on_paper_alone()
    {
        var player = new ScreenPlayer().Play("g 2 Home PgUp PgUp PgUp Space Right");
        Assert.Equal(Color.FromRgb(0xE4E8EE), player.Frame[1 + 8, 2].Style.Background);
        Assert.Equal(Color.FromRgb(0xE03030), player.Frame[1, 2].Style.Foreground);
    }

    [Fact]
    public void The_eight_key_lesson()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").WithPicture("lab-01").Play("Space F5 Enter F4 e");
        var opened = Assert.IsType<Effect.LoadEntry>(player.Effects[^1]);
        player.Send(new Message.PictureLoaded(DrawDocument.FromFile(new SourceFile(opened.Entry.FileName, [1], 80, 48), ScreenPlayer.Filled(80, 48, 0x336699))));
        Assert.Equal((Mode.Draw, "sketch.png"), (player.Model.Mode, player.Model.Table.Document.FileName));
        var (x, y) = (player.Model.Table.X, player.Model.Table.Y);
        Assert.Equal(0, player.Play("Space").Model.Table.Canvas.InkAt(x, y));
        player.Play("Enter u F10");
        Assert.Equal(0x336699, player.Model.Table.Canvas.InkAt(x, y));
        Assert.Equal(new Effect.Quit(ScreenHost.Quit), player.Effects[^1]);
    }

    [Fact]
    public void F5_on_an_empty_canvas_stands_on_the_first_picture_so_that_Enter_takes_it()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").Play("F5");
        player.Send(new Message.DirectoryListed(player.Model.Open.Folder, [new("..", true, 0), new("zoo", true, 0), new("cat.png", false, 9)]));
        Assert.Equal(new Effect.LoadPicture("/home/anna/pictures/cat.png"), player.Play("Enter").Effects[^1]);
        Assert.Equal(Mode.Send, player.WithFile("cat.png", 9, 9).Model.Mode);
    }

    [Fact]
    public void Every_letter_of_the_keyboard_does_the_same_in_Russian()
    {
        const string Latin = "qwertyuiop[]asdfghjklzxcvbnmQWERTYUIOP{}ASDFGHJKLZXCVBNM";
        const string Russian = "йцукенгшщзхъфывапролдячсмитьЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЯЧСМИТЬ";
        for (var i = 0; i < Latin.Length; i++)
        {
            var (latin, russian) = (CommandTableTests.In(Mode.Draw).Type($"{Latin[i]}").Model, CommandTableTests.In(Mode.Draw).Type($"{Russian[i]}").Model);
            Assert.True(
                latin.Mode == russian.Mode && latin.Table with { Document = russian.Table.Document, Gesture = null } == russian.Table with { Gesture = null },
                $"{Latin[i]} {Russian[i]}");
        }
    }

    private static string Row(ScreenPlayer player, int x, int y, int width) => string.Concat(
        Enumerable.Range(x, width).Select(at => player.Model.Table.Canvas.InkAt(at, y) == Canvas.Empty ? '.' : 'X'));
}
