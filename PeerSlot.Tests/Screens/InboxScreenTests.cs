using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Pictures.Cells;
using PeerSlot.Screens;
using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class InboxScreenTests
{
    [Fact]
    public void A_picture_raises_a_counter_and_one_line_and_opens_nothing()
    {
        var player = new ScreenPlayer().WithPicture("lab-03");
        Assert.EndsWith(" inbox 1 new ", player.Text.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains(" 14:02 picture from lab-03 (80x48)  F4 opens it", player.Text, StringComparison.Ordinal);
        Assert.Equal(Mode.Draw, player.Model.Mode);
        Assert.EndsWith(" inbox 2 new ", player.WithPicture("lab-01").Text.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_inbox_at_80x24() =>
        WithPreview(new ScreenPlayer().WithPeers("lab-01", "lab-03").WithPicture("lab-01", 22, 120, 80).WithPicture("lab-03")
        .News(new ArrivingNews(ScreenPlayer.Start, "k", ScreenPlayer.Id("lab-09"), "lab-09", "cat.png", 64, 40, 910, 1000, "lan")).Play("F4")).Shows(
        """
         PeerSlot  lab-07 @ #lab3  lan:ok  2 peers                          inbox 1 new
        ╔═ Inbox 3 ════════════════╗┌─ lab-03  14:02  80x48 → fit 4x4 ─────────────────┐
        ║ 14:02 lab-09  64x40 91%  ║│                                                  │
        ║▸14:02 lab-03  80x48 ok   ║│                                                  │
        ║●13:40 lab-01 120x80 ok   ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                       ▀▀▀▀                       │
        ║                          ║│                       ▀▀▀▀                       │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│ sketch.png                                       │
        ║                          ║│ from 6c61…00  lan  14 103 B  sha 9c01fe22…       │
        ╚══════════════════════════╝└───────────────────────────────────── half-block ─┘

         Enter full  e edit in Draw  r reply  w save  d delete  n next new  / filter
         1Help 2Draw 3Open 4Inbox 5Send 6Peers 7Slot 8Log 9Cmds 10Quit
        """);

    [Fact]
    public void Pictures_show_in_their_colours_and_new_ones_are_marked()
    {
        var frame = WithPreview(new ScreenPlayer().WithPicture("lab-01", 22).WithPicture("lab-03").Play("F4")).Frame;
        Assert.Equal(new Style(Color.FromRgb(0x112233), Color.FromRgb(0x445566)), frame[52, 9].Style);
        Assert.Equal(Theme.New, frame[1, 3].Style);
        Assert.Equal(Theme.Selected, frame[1, 2].Style);
    }

    [Fact]
    public void Looking_at_a_picture_marks_it_seen()
    {
        var player = new ScreenPlayer().WithPicture("lab-01", 2).WithPicture("lab-03").Play("F4");
        Assert.Equal(1, player.Model.NewPictures);
        Assert.Equal(0, player.Play("Down").Model.NewPictures);
    }

    [Fact]
    public void F4_goes_to_the_newest_new_picture_and_n_to_the_next()
    {
        var player = new ScreenPlayer().WithPicture("lab-01", 3).WithPicture("lab-03", 2).WithPicture("lab-04", 1).Play("F4 F2").WithPicture("lab-09")
            .Play("F4");
        Assert.Equal("lab-09", player.Model.SelectedPicture!.FromName);
        Assert.Equal("lab-03", player.Play("n").Model.SelectedPicture!.FromName);
    }

    [Fact]
    public void The_selection_stays_on_its_picture_when_others_come()
    {
        var player = new ScreenPlayer().WithPicture("lab-01", 5).Play("F4").WithPicture("lab-03", 1).WithPicture("lab-04", 9);
        Assert.Equal("lab-01", player.Model.SelectedPicture!.FromName);
    }

    [Fact]
    public void One_picture_is_asked_for_at_a_time_and_then_the_newest_wish()
    {
        var player = new ScreenPlayer().WithPicture("lab-01", 3).WithPicture("lab-03", 2).WithPicture("lab-04", 1).Play("F4 Down Down");
        var first = Assert.Single(player.Effects.OfType<Effect.LoadPreview>());
        Assert.Equal("lab-04 1", first.Request.Source.Key);
        player.Send(new Message.PreviewReady(first.Request, Result()));
        Assert.Equal(["lab-04 1", "lab-01 3"], player.Effects.OfType<Effect.LoadPreview>().Select(e => e.Request.Source.Key));
    }

    [Fact]
    public void A_resize_asks_for_the_picture_again_in_its_new_size()
    {
        var player = WithPreview(new ScreenPlayer().WithPicture("lab-01").Play("F4")).Resize(100, 30);
        Assert.Equal([50, 68], player.Effects.OfType<Effect.LoadPreview>().Select(e => e.Request.Columns));
    }

    [Fact]
    public void A_picture_that_cannot_be_shown_says_why()
    {
        var player = new ScreenPlayer().WithPicture("lab-03").Play("F4");
        player.Send(
            new Message.PreviewReady(player.Effects.OfType<Effect.LoadPreview>().Single().Request, new PreviewResult(null, 0, 0, "IDAT is broken.")));
        Assert.Contains("IDAT is broken.", player.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Enter_shows_the_picture_over_the_whole_body_and_Esc_goes_back()
    {
        var player = new ScreenPlayer().WithPicture("lab-03").Play("F4 Enter");
        Assert.Equal(Mode.Picture, player.Model.Mode);
        Assert.Equal(new PreviewRequest(new PreviewSource("lab-03 0", true), 80, 20, true), player.Model.Preview.Wanted);
        Assert.Equal(Mode.Inbox, player.Play("Esc").Model.Mode);
    }

    [Fact]
    public void E_edits_a_copy_in_Draw()
    {
        var player = new ScreenPlayer().WithPicture("lab-03").Play("F4 e");
        Assert.Equal(new Effect.LoadEntry(ScreenPlayer.Entry("lab-03")), player.Effects[^1]);
        Assert.Equal(Mode.Draw, player.WithFile("sketch.png", 80, 48).Model.Mode);
    }

    [Fact]
    public void R_replies_to_the_sender_alone()
    {
        var player = new ScreenPlayer().WithPeers("lab-01", "lab-03").WithPicture("lab-03").Play("Space F4 r Enter");
        Assert.Equal([ScreenPlayer.Id("lab-03")], Assert.Single(player.Effects.OfType<Effect.SendPicture>()).To);
        player.Play("F5 Enter");
        Assert.Null(player.Effects.OfType<Effect.SendPicture>().Last().To);
    }

    [Fact]
    public void A_reply_with_nothing_drawn_waits_for_F5()
    {
        var player = new ScreenPlayer().WithPeers("lab-01", "lab-03").WithPicture("lab-03").Play("F4 r");
        Assert.Contains("Draw something; F5 sends it to lab-03.", player.Text, StringComparison.Ordinal);
        Assert.Equal([ScreenPlayer.Id("lab-03")], player.Play("Space F5 Enter").Effects.OfType<Effect.SendPicture>().Single().To);
    }

    [Fact]
    public void Deleting_asks_first()
    {
        var player = new ScreenPlayer().WithPicture("lab-03").Play("F4 d Esc");
        Assert.DoesNotContain(player.Effects, e => e is Effect.DeletePicture);
        player.Play("d Enter");
        Assert.Equal(new Effect.DeletePicture(ScreenPlayer.Entry("lab-03")), player.Effects[^1]);
        Assert.Empty(player.Send(new Message.Deleted("lab-03 0")).Model.Inbox);
    }

    [Fact]
    public void W_Enter_saves_a_copy_into_the_current_folder_and_another_path_can_be_typed()
    {
        var player = new ScreenPlayer().WithPicture("lab-03").Play("F4 w Enter");
        Assert.Equal(new Effect.SaveCopy(ScreenPlayer.Entry("lab-03"), "/home/anna/pictures/sketch.png"), player.Effects[^1]);
        player.Play("w Ctrl-U").Type("../cat").Play("Enter");
        Assert.Equal(new Effect.SaveCopy(ScreenPlayer.Entry("lab-03"), "/home/anna/cat"), player.Effects[^1]);
    }

    [Fact]
    public void Typing_behind_a_slash_narrows_the_list_and_Esc_shows_all_again()
    {
        var player = new ScreenPlayer().WithPicture("lab-01", 1).WithPicture("lab-03", 2).WithPicture("lab-09", 3).Play("F4 /").Type("03");
        Assert.Contains("Inbox 1 of 3 /03", player.Text, StringComparison.Ordinal);
        Assert.Equal("lab-03", player.Model.SelectedPicture!.FromName);
        Assert.Equal((Mode.Inbox, "lab-03"), (player.Play("Enter Down Up").Model.Mode, player.Model.SelectedPicture!.FromName));
        Assert.Contains("Inbox 3", player.Play("Esc").Text, StringComparison.Ordinal);
        Assert.Equal("lab-09", player.Play("Down").Model.SelectedPicture!.FromName);
        Assert.Contains("Inbox 0 of 3", player.Play("/").Type("nobody").Text, StringComparison.Ordinal);
        Assert.Equal("", player.Play("F2").Model.Filter);
    }

    [Fact]
    public void The_path_is_copied_through_the_terminal()
    {
        Assert.Equal(new Effect.CopyText("/gallery/lab-03-0.png"), new ScreenPlayer().WithPicture("lab-03").Play("F4 c").Effects[^1]);
        Assert.Equal("\e]52;c;L2EvYi5wbmc=\e\\"u8.ToArray(), Clipboard.Copy("/a/b.png"));
    }

    [Fact]
    public void An_animation_plays_and_leaves_frames_out_where_it_is_late()
    {
        var player = WithPreview(new ScreenPlayer().WithPicture("lab-03").Play("F4"), mayMove: true);
        var request = Assert.Single(player.Effects.OfType<Effect.LoadFrames>()).Request;
        player.Send(new Message.FramesReady(request, [.. "abc".Select(c => new CellFrame(Result(c).Cells!, TimeSpan.FromMilliseconds(100)))]));
        Assert.Contains("aaaa", player.Text, StringComparison.Ordinal);
        Assert.Contains("bbbb", player.After(TimeSpan.FromMilliseconds(100)).Text, StringComparison.Ordinal);
        Assert.Contains("aaaa", player.After(TimeSpan.FromMilliseconds(230)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("aaaa", player.Play("F2").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_on_its_way_sharpens_as_more_of_it_comes()
    {
        var entry = ScreenPlayer.Entry("lab-03");
        var player = new ScreenPlayer().News(
            new ArrivingNews(ScreenPlayer.Start, entry.Key, entry.PeerId, "lab-03", "sketch.png", 80, 48, 1, 2, "lan")).Play("F4")
            .News(new PreviewNews(ScreenPlayer.Start, entry.Key, ScreenPlayer.Filled(8, 5, 0x808080)));
        var tiny = player.Effects.OfType<Effect.LoadPreview>().Last();
        Assert.NotNull(tiny.Beginning?.Preview);
        player.Send(new Message.PreviewReady(tiny.Request, Result('a'))).News(new PrefixNews(ScreenPlayer.Start, entry.Key, new byte[100]));
        Assert.Contains("aaaa", player.Text, StringComparison.Ordinal);
        var sharper = player.Effects.OfType<Effect.LoadPreview>().Last();
        Assert.Equal((100, 2), (sharper.Beginning!.Prefix.Length, sharper.Request.Version));
        player.Send(new Message.PreviewReady(sharper.Request, Result('b'))).News(new FiledNews(ScreenPlayer.Start, entry, false));
        Assert.Contains("bbbb", player.Text, StringComparison.Ordinal);
        Assert.Equal(entry, player.Effects.OfType<Effect.LoadPreview>().Last().Entry);
        Assert.Empty(player.Model.Beginnings);
    }

    [Fact]
    public void What_was_sent_before_we_came_stands_grey_and_Enter_pulls_it()
    {
        var player = new ScreenPlayer().WithPicture("lab-01", 9).News(
            new AvailableNews(ScreenPlayer.Start, "k", ScreenPlayer.Id("lab-03"), "lab-03", "early.png", 64, 40, 14_103, "lan")).Play("F4 Home");
        Assert.Contains("Enter pulls it: 14 103 B.", player.Text, StringComparison.Ordinal);
        Assert.Equal(Theme.Quiet, player.Play("Down").Frame[2, 2].Style);
        Assert.Equal(new Effect.Pull("k"), player.Play("Up Enter").Effects[^1]);
    }

    [Fact]
    public void A_trusted_peers_picture_opens_full_screen_where_that_was_switched_on()
    {
        static ScreenPlayer Room(bool isTrusted) => new ScreenPlayer().News(
            new PeersNews(ScreenPlayer.Start, [ScreenPlayer.Peer("teacher") with { IsTrusted = isTrusted, KeyWords = "w" }]));
        const string on = ", Down Down Down Down Down Enter Esc";
        Assert.Equal(Mode.Draw, Room(true).WithPicture("teacher").Model.Mode);
        Assert.Equal(Mode.Draw, Room(false).Play(on).WithPicture("teacher").Model.Mode);
        Assert.Equal(Mode.Draw, Room(true).Play(on).WithPicture("lab-03").Model.Mode);
        var player = Room(true).Play(on).WithPicture("lab-03", 1).WithPicture("teacher");
        Assert.Equal((Mode.Picture, "teacher", 1), (player.Model.Mode, player.Model.SelectedPicture!.FromName, player.Model.NewPictures));
        Assert.Equal((Mode.Draw, true), (player.Play("Esc").Model.Mode, player.Model.Layers.IsEmpty));
        Assert.Equal(Mode.Prompt, Room(true).Play(on).WithPicture("lab-03").Play("F4 w").WithPicture("teacher").Model.Mode);
    }

    [Fact]
    public void What_was_repaired_the_network_and_the_size_stand_below_the_picture() => Assert.Contains(
        "lan  14 103 B  3 repaired  sha 9c01fe22…",
        new ScreenPlayer(100, 30).News(new FiledNews(ScreenPlayer.Start, ScreenPlayer.Entry("lab-03", repaired: 3), false)).Play("F4").Text, StringComparison.Ordinal);

    [Fact]
    public void A_sends_again_to_the_silent_who_are_here()
    {
        var entry = ScreenPlayer.Entry("lab-07") with { Direction = GalleryDirection.Sent, PeerName = "", Key = "k" };
        var player = new ScreenPlayer().WithPeers("lab-01", "lab-03", "lab-04").Send(ScreenPlayer.Started(7, "drawing.png", 3))
            .News(new SendingNews(ScreenPlayer.Start, 7, "k", 0, 10)).Send(new Message.Recorded(entry)).WithDelivery(7, "lab-01", Delivery.Delivered)
            .WithDelivery(7, "lab-03", Delivery.Silent).WithDelivery(7, "lab-04", Delivery.Silent).News(new SendEndedNews(ScreenPlayer.Start, 7))
            .WithPeers("lab-01", "lab-03").Play("F4 a");
        Assert.Equal(new Effect.SendAgain(7), player.Effects[^1]);
        Assert.Contains("Offering sketch.png again to lab-03 …", player.Text, StringComparison.Ordinal);
        Assert.Contains("lab-01 got it, lab-03 silent, lab-04 silent", player.Resize(120, 30).Text, StringComparison.Ordinal);
        player.WithDelivery(7, "lab-03", Delivery.Receiving).WithDelivery(7, "lab-03", Delivery.Delivered);
        Assert.Contains("lab-03 got drawing.png after all.", player.Text, StringComparison.Ordinal);
        Assert.Contains("80x48 2/3", player.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_grows_becomes_whole_and_is_new_once()
    {
        var entry = ScreenPlayer.Entry("lab-03");
        var player = new ScreenPlayer().News(
            new ArrivingNews(ScreenPlayer.Start, entry.Key, entry.PeerId, "lab-03", "sketch.png", 80, 48, 1, 2, "lan"));
        Assert.Equal((0, "50%"), (player.Model.NewPictures, player.Model.Inbox[0].Condition.ToString()));
        player.News(new FiledNews(ScreenPlayer.Start, entry, false)).Play("F4 F2").News(new FiledNews(ScreenPlayer.Start, entry, true));
        Assert.Equal((0, "ok", 1), (player.Model.NewPictures, player.Model.Inbox[0].Condition.ToString(), player.Model.Inbox.Count));
    }

    [Fact]
    public void A_lost_picture_stays_in_the_list_with_its_reason()
    {
        var player = new ScreenPlayer()
            .News(new LostNews(ScreenPlayer.Start, "k", ScreenPlayer.Id("lab-03"), "lab-03", "a.png", "incomplete, 47 of 500")).Play("F4");
        Assert.Equal("lost", player.Model.Inbox[0].Condition.ToString());
        Assert.Contains("incomplete, 47 of 500", player.Text, StringComparison.Ordinal);
        Assert.Empty(player.Play("d").Model.Inbox);
    }

    [Fact]
    public void What_we_sent_is_listed_with_who_got_it()
    {
        var entry = ScreenPlayer.Entry("lab-07") with { Direction = GalleryDirection.Sent, PeerName = "", Key = "k" };
        var player = new ScreenPlayer().Send(ScreenPlayer.Started(7, "drawing.png", 2)).News(new SendingNews(ScreenPlayer.Start, 7, "k", 0, 10))
            .Send(new Message.Recorded(entry))
            .News(new DeliveryNews(ScreenPlayer.Start, 7, ScreenPlayer.Peer("lab-01"), Delivery.Delivered, ""))
            .News(new SendEndedNews(ScreenPlayer.Start, 7));
        Assert.Equal("k", Assert.Single(player.Effects.OfType<Effect.RecordSent>()).Key);
        Assert.Equal(0, player.Model.NewPictures);
        Assert.Contains("▸14:02 you→all 80x48 1/2", player.Play("F4").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_from_the_network_cannot_write_escapes_onto_the_screen()
    {
        var player = new ScreenPlayer().WithPeers("\e[31mevil\u202E").WithPicture("\e]0;x\a").Play("F4");
        Assert.DoesNotContain(player.Text + player.Play("F6").Text, c => char.IsControl(c) && c != '\n' || c == '\u202E');
    }

    private static PreviewResult Result(char rune = '▀', bool mayMove = false)
    {
        var cells = new CellPicture(4, 2);
        for (var i = 0; i < 8; i++)
            cells[i % 4, i / 4] = new PictureCell(new System.Text.Rune(rune), 0x112233, 0x445566);
        return new PreviewResult(cells, 80, 48, MayMove: mayMove);
    }

    private static ScreenPlayer WithPreview(ScreenPlayer player, bool mayMove = false) =>
        player.Send(new Message.PreviewReady(player.Effects.OfType<Effect.LoadPreview>().Last().Request, Result(mayMove: mayMove)));
}
