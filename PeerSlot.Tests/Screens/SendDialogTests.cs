using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Png;
using PeerSlot.Screens;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class SendDialogTests
{
    [Fact]
    public void F5_Enter_sends_the_drawing_to_everybody()
    {
        var player = new ScreenPlayer().WithPeers("lab-01", "lab-03").Play("Space F5 Enter");
        var sent = Assert.Single(player.Effects.OfType<Effect.SendPicture>());
        Assert.Null(sent.To);
        Assert.Equal((2, "drawing.png", 60, 36, false), (
            sent.Recipients, sent.Picture.FileName, sent.Picture.Width, sent.Picture.Height, sent.Picture.IsFile));
        Assert.Empty(player.Model.Layers);
    }

    [Fact]
    public void An_opened_file_goes_out_byte_for_byte()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").WithFile("photo.jpg", 4000, 3000).Play("F5 Enter");
        var picture = Assert.Single(player.Effects.OfType<Effect.SendPicture>()).Picture;
        Assert.Equal((true, "photo.jpg", 4000), (picture.IsFile, picture.FileName, picture.Width));
        Assert.Same(picture, Assert.IsType<Effect.MeasurePicture>(player.Effects[^2]).Picture);
    }

    [Fact]
    public void Drawing_on_an_opened_file_sends_an_edited_copy()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").WithFile("photo.jpg", 40, 30).Play("Space F5 Enter");
        var picture = Assert.Single(player.Effects.OfType<Effect.SendPicture>()).Picture;
        Assert.Equal((false, "photo.png"), (picture.IsFile, picture.FileName));
    }

    [Fact]
    public void Ticked_peers_get_it_alone()
    {
        var player = new ScreenPlayer().WithPeers("lab-01", "lab-03", "lab-04").Play("Space F5 Down Down Space Enter");
        var sent = Assert.Single(player.Effects.OfType<Effect.SendPicture>());
        Assert.Equal([ScreenPlayer.Id("lab-03")], sent.To);
        Assert.Equal(1, sent.Recipients);
    }

    [Fact]
    public void The_dialog_shows_what_goes_to_whom_and_what_it_costs()
    {
        var player = new ScreenPlayer().WithPeers("lab-01", "lab-03").Play("Space F5");
        var picture = Assert.IsType<Effect.MeasurePicture>(player.Effects[^1]).Picture;
        player.Send(new Message.Measured(picture, 1_384)).Shows(
            """
             PeerSlot  lab-07 @ #lab3  lan:ok  2 peers                         drawing.png*
            ┌─ Draw 60x36 half-block ────────────────────────────────────┐┌─ Tools ────────┐
            │       ╔═ Send picture ═══════════════════════════════════════════════╗ f fill│
            │       ║                                                              ║ t text│
            │       ║  What   whole drawing, as PNG                      f file …  ║ i pick│
            │       ║  To     [x] everybody in #lab3 (2)                           ║ select│
            │       ║         [ ] lab-01  lan                                      ║ mirror│
            │       ║         [ ] lab-03  lan                                      ║ swap ⇄│
            │       ║                                                              ║ze h ▀▄│
            │       ║  Size   60x36 px                                             ║rid    │
            │       ║  Cost   1 384 B → about 2 datagrams and repairs, ~0.1 s      ║Y redo │
            │       ║                                                              ║───────┘
            │       ║                  [ Send ]        [ Cancel ]                  ║ ──────┐
            │       ║                                                              ║ 4■ 5■ │
            │       ║                                                              ║ 9■ 0■ │
            │       ║                                                              ║00 bg ·│
            │       ║                                                              ║  c mix│
            │       ║                                                              ║───────┘
            │       ║                                                              ║llo ───┐
            │       ╚════════════════════════════════════ Enter send   Esc cancel ═╝next --│
            └─────────────────────────────── 30,18 px  pen up  undo 1/0 ─┘└────────────────┘

             Enter send  Space tick  a all  f file  / filter  Esc back
             1Help 2Draw 3Open 4Inbox 5Send 6Peers 7Slot 8Log 9Cmds 10Quit
            """);
    }

    [Fact]
    public void F5_sends_the_marked_area_and_w_the_whole_drawing()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").Play("2 Space Down Space Up s Right Right Down F5");
        Assert.Contains("What   marked area, as PNG               w whole  f file …", player.Text, StringComparison.Ordinal);
        var sent = Assert.Single(player.Play("Enter").Effects.OfType<Effect.SendPicture>()).Picture;
        Assert.Equal((true, 3, 2, "drawing.png"), (sent.IsPart, sent.Width, sent.Height, sent.FileName));
        var pixels = PictureFile.Decode(sent.Prepare(keepMetadata: false, new OutgoingLimits(1_000_000, new PictureLimits())).Content, new PictureLimits());
        Assert.Equal([0xE0, 0x30, 0x30, 0xFF], pixels.Row(1)[..4].ToArray());
        Assert.Equal([0xFF, 0xFF, 0xFF, 0xFF], pixels.Row(1).Slice(4, 4).ToArray());
        var whole = player.Play("F5 w Enter").Effects.OfType<Effect.SendPicture>().Last().Picture;
        Assert.Equal((false, 60, 36), (whole.IsPart, whole.Width, whole.Height));
    }

    [Fact]
    public void An_area_with_characters_goes_out_in_whole_cells()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").Play("t").Type("ab").Play("Esc Left s Left Down F5 Enter");
        var sent = Assert.Single(player.Effects.OfType<Effect.SendPicture>()).Picture;
        Assert.Equal((true, 16, 16), (sent.IsPart, sent.Width, sent.Height));
    }

    [Fact]
    public void Esc_leads_from_the_dialog_back_to_the_marked_area()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").Play("Space s Right Down F5 Esc");
        Assert.Equal(Mode.Select, player.Model.Mode);
        Assert.Equal(4, player.Model.Table.Selection is { } area ? area.Width * area.Height : 0);
    }

    [Fact]
    public void A_measure_of_another_picture_is_not_shown()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").Play("Space F5");
        var old = player.Effects.OfType<Effect.MeasurePicture>().Single().Picture;
        player.Play("Esc Right Space F5").Send(new Message.Measured(old, 77));
        Assert.Null(Assert.IsType<SendLayer>(player.Model.Top).Bytes);
    }

    [Fact]
    public void Drawing_on_after_F5_does_not_change_what_is_sent()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").Play("Space");
        var drawn = Encoded(player);
        var picture = Assert.Single(player.Play("F5 Enter Right 2 Space").Effects.OfType<Effect.SendPicture>()).Picture;
        Assert.NotEqual(drawn, Encoded(player));
        Assert.Equal(drawn, picture.Prepare(keepMetadata: false, new OutgoingLimits(1_000_000, new PictureLimits())).Content);
    }

    [Fact]
    public void With_nobody_there_nothing_is_sent_and_one_sentence_says_so()
    {
        var player = new ScreenPlayer().Play("Space F5 Enter");
        Assert.Empty(player.Effects.OfType<Effect.SendPicture>());
        Assert.Contains("Nobody else is in #lab3 yet: nothing was sent.", player.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void F5_on_an_empty_canvas_opens_the_file_chooser_and_then_the_dialog()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").Play("F5");
        Assert.Equal(Mode.Open, player.Model.Mode);
        Assert.Equal(Mode.Send, player.WithFile("photo.jpg", 20, 20).Model.Mode);
    }

    [Fact]
    public void Buttons_and_ticks_can_be_clicked()
    {
        var player = new ScreenPlayer().WithPeers("lab-01", "lab-03").Play("Space F5").Click("[ ] lab-03").Click("[ Send ]");
        Assert.Equal([ScreenPlayer.Id("lab-03")], Assert.Single(player.Effects.OfType<Effect.SendPicture>()).To);
        Assert.Empty(new ScreenPlayer().WithPeers("lab-01").Play("Space F5").Click("[ Cancel ]").Model.Layers);
    }

    [Fact]
    public void The_status_line_tells_how_far_a_sending_is_and_what_became_of_it()
    {
        var player = new ScreenPlayer().WithPeers("lab-01", "lab-03", "lab-04").Send(ScreenPlayer.Started(7, "drawing.png", 3))
            .News(new SendingNews(ScreenPlayer.Start, 7, "k", 100, 200))
            .News(Delivered("lab-01")).News(new DeliveryNews(ScreenPlayer.Start, 7, ScreenPlayer.Peer("lab-03"), Delivery.Receiving, ""));
        Assert.Contains(" sending to 3: ██████░░░░░░░░░ 1 got it, 1 receiving  (Esc hides)", player.Text, StringComparison.Ordinal);
        player.News(Delivered("lab-03")).News(new DeliveryNews(ScreenPlayer.Start, 7, ScreenPlayer.Peer("lab-04"), Delivery.Silent, "")).News(
            new SendEndedNews(ScreenPlayer.Start, 7));
        Assert.Contains(" drawing.png: 2 of 3 got it, 1 silent ", player.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void News_that_overtake_the_start_of_a_sending_are_not_lost()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").News(Delivered("lab-01")).Send(ScreenPlayer.Started(7, "drawing.png", 1))
            .News(new SendEndedNews(ScreenPlayer.Start, 7));
        Assert.Contains("drawing.png: 1 of 1 got it", player.Text, StringComparison.Ordinal);
        Assert.False(player.Model.IsTransferring);
    }

    [Fact]
    public void Esc_hides_the_progress_once_no_digit_followed()
    {
        var player = new ScreenPlayer().Send(ScreenPlayer.Started(7, "a.png", 1)).Play("Esc");
        Assert.Contains("sending to 1", player.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sending to 1", player.After(ScreenUpdate.EscapeWait).Text, StringComparison.Ordinal);
    }

    private static DeliveryNews Delivered(string name) => new(ScreenPlayer.Start, 7, ScreenPlayer.Peer(name), Delivery.Delivered, "");

    private static byte[] Encoded(ScreenPlayer player) => PngEncoder.Encode(player.Model.Table.Document.Canvas.ToBitmap());

    [Fact]
    public void Many_peers_stand_in_two_columns_and_a_filter_finds_one()
    {
        var player = new ScreenPlayer().WithPeers([.. Enumerable.Range(1, 14).Select(i => $"lab-{i:00}")]).Play("Space F5");
        Assert.Contains("[ ] lab-01  lan           [ ] lab-08  lan", player.Text, StringComparison.Ordinal);
        Assert.Equal([ScreenPlayer.Id("lab-09")], player.Play("Down Down Right Space Enter").Effects.OfType<Effect.SendPicture>().Single().To);
        player.Play("F5 /").Type("13").Play("Enter Down Space Enter");
        Assert.Equal([ScreenPlayer.Id("lab-13")], player.Effects.OfType<Effect.SendPicture>().Last().To);
    }

    [Fact]
    public void F_in_the_dialog_chooses_a_file_to_send_instead()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").Play("Space F5 f");
        Assert.Equal((Mode.Open, true), (player.Model.Mode, player.Model.Open.ThenSend));
    }
}
