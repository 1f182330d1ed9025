using PeerSlot.Drawing;
using PeerSlot.Screens;
using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Screens;

/// <summary>Pictures onto the drawing and under it; saving, and what is kept.</summary>
public sealed class PlaceModeTests
{
    private const int Blue = 0x204080;

    [Fact]
    public void A_picture_that_is_opened_over_a_drawing_is_placed_on_it()
    {
        var player = new ScreenPlayer().Play("Space").Paste("/tmp/photo.png");
        Assert.Equal(new Effect.LoadPlacement("/tmp/photo.png", false), player.Effects[^1]);
        Assert.Equal(new Effect.LoadPicture("/tmp/photo.png"), new ScreenPlayer().Paste("/tmp/photo.png").Effects[^1]);
    }

    [Fact]
    public void It_floats_until_it_is_stamped_and_that_is_one_step()
    {
        var player = new ScreenPlayer().Play("Space").WithPlacement(10, 10);
        Assert.Equal((Mode.Place, Blue), (player.Model.Mode, player.Model.Table.Canvas.InkAt(30, 18)));
        player.Play("Ctrl-Left Up Enter");
        Assert.Equal((Mode.Draw, Blue, 0), (player.Model.Mode, player.Model.Table.Canvas.InkAt(17, 12), player.Model.Table.Canvas.InkAt(30, 18)));
        Assert.Equal(2, player.Model.Table.UndoCount);
    }

    [Fact]
    public void A_large_picture_is_fitted_and_scaled_by_plus_and_minus()
    {
        var player = new ScreenPlayer().WithPlacement(400, 300);
        Assert.Equal((48, 36), (player.Model.Table.Placement!.Width, player.Model.Table.Placement.Height));
        player.Play("-").WithLayers();
        Assert.Equal((38, 29), (player.Model.Table.Placement!.Width, player.Model.Table.Placement.Height));
        Assert.Equal(Canvas.Empty, player.Model.Table.Canvas.InkAt(6, 1));
    }

    [Fact]
    public void Reduced_it_has_the_palettes_colours_alone_and_dithered_several_of_them()
    {
        var palette = InkPalette.Standard.Colors;
        var player = new ScreenPlayer().WithPlacement(20, 20, 0x777711).Play("n").WithLayers();
        Assert.Equal([InkPalette.Standard.Nearest(0x777711)], Colors(player));
        var dithered = Colors(player.Play("d").WithLayers());
        Assert.True(dithered.Count > 1 && dithered.All(c => palette.Contains(c)));
    }

    [Fact]
    public void Esc_puts_it_away_and_the_drawing_is_as_it_was()
    {
        var player = new ScreenPlayer().WithPlacement(10, 10).Play("Esc");
        Assert.True(player.Model is { Mode: Mode.Draw, Table: { Canvas: { IsBlank: true, IsEditing: false }, UndoCount: 0 } });
    }

    [Fact]
    public void Under_the_drawing_it_shows_faintly_where_nothing_is_drawn_and_is_not_sent()
    {
        var player = new ScreenPlayer().Play("Space Right").WithPlacement(60, 36).Play("o").WithLayers();
        Assert.Equal(Color.FromRgb((Blue >> 1 & 0x7F7F7F) + 0x808080), player.Frame[5, 5].Style.Background);
        Assert.Equal(0xFFFFFF, player.Model.Table.Canvas[4, 4]);
        Assert.Equal(Color.FromRgb(0xFFFFFF), player.Play("T").Frame[5, 5].Style.Background);
        Assert.Null(player.Play("u").Model.Table.Canvas.Sheet.Trace);
        Assert.NotNull(player.Play("Ctrl-Y").Model.Table.Canvas.Sheet.Trace);
        Assert.Null(player.Play("D").Model.Table.Canvas.Sheet.Trace);
    }

    [Fact]
    public void Ctrl_T_in_the_file_list_lays_a_picture_under_the_drawing_at_once()
    {
        var player = new ScreenPlayer().Play("F3").Send(new Message.DirectoryListed("/home/anna/pictures", [new("..", true, 0), new("a.png", false, 9)]))
            .Play("Down Ctrl-T");
        Assert.Equal(new Effect.LoadPlacement("/home/anna/pictures/a.png", true), player.Effects[^1]);
        Assert.NotNull(player.WithPlacement(60, 36, asTrace: true).Model.Table.Canvas.Sheet.Trace);
        Assert.Equal(Mode.Draw, player.Model.Mode);
    }

    [Fact]
    public void F5_while_placing_sends_the_file_itself()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").Play("Space").WithPlacement(10, 10).Play("F5 Enter");
        Assert.True(Assert.Single(player.Effects.OfType<Effect.SendPicture>()).Picture is { IsFile: true, FileName: "photo.png" });
        Assert.Equal(Canvas.Empty, player.Model.Table.Canvas.InkAt(28, 18));
    }

    [Fact]
    public void A_picture_is_placed_by_mouse_alone()
    {
        var player = new ScreenPlayer().WithPlacement(10, 10).Mouse(MouseAction.Press, 31, 11, subRow: 0).Mouse(MouseAction.Drag, 21, 11, subRow: 0)
            .Mouse(MouseAction.Release, 21, 11, subRow: 0).Click("Enter stamp");
        Assert.Equal((15, 13), (Enumerable.Range(0, 60).First(x => player.Model.Table.Canvas.InkAt(x, 18) == Blue),
            Enumerable.Range(0, 36).First(y => player.Model.Table.Canvas.InkAt(20, y) == Blue)));
    }

    [Fact]
    public void A_picture_that_cannot_be_decoded_is_put_away_with_one_sentence()
    {
        var player = new ScreenPlayer().Send(new Message.PlacementLoaded(new SourceFile("bad.png", [1], 9, 9), false));
        player.Send(new Message.LayerReady(player.Model.Table.Scaling!, null, "It is broken."));
        Assert.Equal((Mode.Draw, "bad.png: It is broken."), (player.Model.Mode, player.Model.Status!.Text));
    }

    [Fact]
    public void Saving_names_the_kind_by_the_extension_and_Tab_goes_through_them()
    {
        var player = new ScreenPlayer().Play("Space w Tab Enter");
        var saved = Assert.IsType<Effect.SaveDrawing>(player.Effects[^1]);
        Assert.Equal(("/home/anna/pictures/drawing.peerslot", false), (saved.Path, saved.Overwrite));
        Assert.Contains("drawing.png*", player.Text, StringComparison.Ordinal);
        player.Send(new Message.DrawingSaved(saved));
        Assert.Contains("drawing.peerslot ", player.Text, StringComparison.Ordinal);
        Assert.False(player.Model.Table.IsUnsaved);
        Assert.True(player.Play("Right Space").Model.Table.IsUnsaved);
    }

    [Fact]
    public void A_file_that_is_there_is_written_over_only_after_a_question()
    {
        var player = new ScreenPlayer().Play("Space w Enter");
        var saved = (Effect.SaveDrawing)player.Effects[^1];
        player.Send(new Message.SaveExists(saved));
        Assert.Contains("drawing.png is there already.", player.Text, StringComparison.Ordinal);
        Assert.Equal(saved with { Overwrite = true }, player.Play("Enter").Effects[^1]);
    }

    [Fact]
    public void What_was_kept_is_said_in_one_line_and_K_brings_it_back_with_its_history()
    {
        var player = new ScreenPlayer();
        player.Send(new Message.KeptListed([new("/d/a.journal", ScreenPlayer.Start, "a.png", 60, 36, 3)], true));
        Assert.Equal((Mode.Draw, "An unsaved drawing of 14:02 is kept: K brings it back."), (player.Model.Mode, player.Model.Status!.Text));
        player.Play("K").Send(new Message.KeptListed([new("/d/a.journal", ScreenPlayer.Start, "a.png", 60, 36, 3)], false)).Play("Enter");
        Assert.Equal(new Effect.OpenKept("/d/a.journal"), player.Effects[^1]);
        var document = DrawDocument.Fresh();
        document.Edit(c => c.SetPixel(1, 1, 0xFF0000));
        player.Send(new Message.KeptOpened(document));
        Assert.Equal((Mode.Draw, 1), (player.Model.Mode, player.Model.Table.UndoCount));
        Assert.True(player.Play("u").Model.Table.Canvas.IsBlank);
    }

    [Fact]
    public void Brought_back_over_a_drawing_it_is_one_step_and_its_file_is_not_needed_any_more()
    {
        var document = DrawDocument.Fresh();
        document.Edit(c => c.SetPixel(1, 1, 0xFF0000));
        var player = new ScreenPlayer().Play("Space").Send(new Message.KeptOpened(document));
        Assert.Equal(new Effect.DiscardDrawing(document), player.Effects[^1]);
        Assert.Equal((2, 0xFF0000), (player.Model.Table.UndoCount, player.Model.Table.Canvas.InkAt(1, 1)));
        Assert.Equal(0, player.Play("u").Model.Table.Canvas.InkAt(30, 18));
    }

    [Fact]
    public void A_frame_over_a_tracing_layer_allocates_no_more_than_one_over_paper()
    {
        var plain = Allocated(new ScreenPlayer(200, 60).Play("F2"));
        var traced = Allocated(new ScreenPlayer(200, 60).WithPlacement(400, 300, asTrace: true));
        Assert.InRange(plain, 0, 100_000); // Of the tools and lists around it: a byte a pixel would be 24,000 more.
        Assert.InRange(traced, 0, plain + 2_000);
    }

    private static long Allocated(ScreenPlayer player)
    {
        var buffer = new PeerSlot.Terminal.CellBuffer(player.Model.Size);
        View.Draw(player.Model, buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            View.Draw(player.Model, buffer);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 10;
    }

    private static HashSet<int> Colors(ScreenPlayer player)
    {
        var colors = new HashSet<int>();
        for (var y = 0; y < 36; y++)
        {
            for (var x = 0; x < 60; x++)
                colors.Add(player.Model.Table.Canvas.InkAt(x, y));
        }

        colors.Remove(Canvas.Empty);
        return colors;
    }
}
