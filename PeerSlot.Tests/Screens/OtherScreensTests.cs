using PeerSlot.Exchange;
using PeerSlot.Protocol.Wire;
using PeerSlot.Screens;
using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class OtherScreensTests
{
    [Fact]
    public void Ticked_peers_are_preset_in_the_send_dialog()
    {
        var player = new ScreenPlayer().WithPeers("lab-01", "lab-03").Play("Space F6 Space F5 Enter");
        Assert.Equal([ScreenPlayer.Id("lab-01")], Assert.Single(player.Effects.OfType<Effect.SendPicture>()).To);
    }

    [Fact]
    public void Slots_are_a_table()
    {
        var rows = Looking(12).Play("F7").Text.Split('\n');
        Assert.Equal(@"║▸ \\.\mailslot\peerslot\hello    lan     300 B   --    0     forever  ▁▁▁▁▁▁▁▁║", rows[3]);
        Assert.Contains(@"\\.\mailslot\peerslot\hello: 12 received; a step of the rate is 5 s", rows[19], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(160, 50)]
    public void What_was_ignored_stands_below_the_slots(int width, int height)
    {
        var look = new RoomLook([], [ScreenPlayer.Slot], "lan:ok") { Ignored = Ignored(1_200) };
        var rows = new ScreenPlayer(width, height).Play("F7").Send(new Message.Tick(ScreenPlayer.Start, look)).Text.Split('\n');
        Assert.Equal("║ 1204 datagrams ignored: 1200 not sealed with this room's key, 4 malformed".PadRight(width - 1) + "║", rows[^6]);
        Assert.Contains("hello: 12 received", rows[^5], StringComparison.Ordinal);
    }

    [Fact]
    public void Many_reasons_take_two_lines()
    {
        var counts = new MessageCounts { NotOpened = 1_502, Malformed = 4_221, BeyondLimit = 3_997 };
        var look = new RoomLook([], [ScreenPlayer.Slot], "lan:ok") { Ignored = new(counts) };
        var rows = new ScreenPlayer().Play("F7").Send(new Message.Tick(ScreenPlayer.Start, look)).Text.Split('\n');
        Assert.StartsWith("║ 9720 datagrams ignored: 1502 not sealed with this room's key, 4221 ", rows[^7], StringComparison.Ordinal);
        Assert.StartsWith("║ malformed, 3997 too many ", rows[^6], StringComparison.Ordinal);
        Assert.Contains("hello: 12 received", rows[^5], StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_ignored_is_told_in_Russian()
    {
        var look = new RoomLook([], [ScreenPlayer.Slot], "lan:ok") { Ignored = Ignored(1_197) };
        Assert.Contains(
            "║ 1201 датаграмма отброшена: 1197 без ключа этой комнаты, 4 с ошибками ",
            new ScreenPlayer(language: Language.Russian).Play("F7").Send(new Message.Tick(ScreenPlayer.Start, look)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, @"\\.\mailslot\peerslot\pictures")]
    [InlineData(160, @"\\.\mailslot\peerslot\{9f64a1c2-0000-4000-8000-0123456789bd}")]
    public void A_path_is_whole_where_it_can_be(int width, string path)
    {
        var look = new RoomLook([], [ScreenPlayer.Slot with { Path = path, MaximumMessageSize = 65_536, MessageCount = 99_999 }], "lan:ok");
        var row = new ScreenPlayer(width).Play("F7").Send(new Message.Tick(ScreenPlayer.Start, look)).Text.Split('\n')[3];
        Assert.Contains($"▸ {path} ", row, StringComparison.Ordinal);
        Assert.Contains(" 65536 B --    99999 forever  ▁▁▁▁▁▁▁▁", row, StringComparison.Ordinal);
    }

    [Fact]
    public void The_values_of_settings_are_whole_where_there_is_space()
    {
        const string Folder = "/home/anna/.local/share/peerslot-of-the-lab";
        var player = new ScreenPlayer(160, 50, settings: [("dataDir", Folder, "--data-dir"), ("port", "47113", "default")]).Play(",");
        Assert.Contains($" {Folder} --data-dir ", player.Text, StringComparison.Ordinal);
        Assert.Contains($"  port                {"47113".PadRight(Folder.Length)} default ", player.Text, StringComparison.Ordinal);
        Assert.Contains(" dataDir             /home/anna/.local/… --data-dir ", player.Resize(80, 24).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F3", "F2")]
    [InlineData("F6", "F2")]
    [InlineData("F1", "Esc")]
    public void A_hint_is_not_left_standing_on_another_screen(string there, string back)
    {
        var player = new ScreenPlayer().Play("a");
        Assert.Contains("Draws ─ of Lines", player.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Draws ─ of Lines", player.Play(there).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Draws ─ of Lines", player.Play(back).Text, StringComparison.Ordinal);
        Assert.Contains("picture from lab-01", player.WithPicture("lab-01").Play(there).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_narrow_table_of_slots_shows_their_names() =>
        Assert.StartsWith("║▸ hello   --", Looking(12).Resize(40, 12).Play("F7").Text.Split('\n')[3], StringComparison.Ordinal);

    [Fact]
    public void The_rate_of_a_slot_is_a_spark_line_and_its_fullest_moment_is_kept()
    {
        var player = Looking(12).Play("F7");
        player.Send(Look(player, TimeSpan.FromSeconds(5), 13, 31)).Send(Look(player, TimeSpan.FromSeconds(5), 113, 4)).Send(Look(player, TimeSpan.FromSeconds(10), 113, 0));
        Assert.Contains("▁▁▁▁▂▆▁▁", player.Text, StringComparison.Ordinal);
        Assert.Contains("113 received; high-water 31 at 14:02", player.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Mailslots_are_made_read_written_and_given_a_timeout_by_hand()
    {
        var player = Looking(0).Play("F7 r");
        Assert.Contains("PeerSlot itself reads this slot.", player.Text, StringComparison.Ordinal);
        Assert.Equal(new Effect.CreateSlot(@"\\.\mailslot\notify"), player.Play("c").Type("notify").Play("Enter").Effects[^1]);
        var slot = new SlotState("local", @"\\.\mailslot\notify", 0, 5, 1, TimeSpan.FromMilliseconds(250), 0);
        player.Send(new Message.SlotMade(slot.Path, [slot]));
        Assert.Contains(@"▸ \\.\mailslot\notify            local   any     5     1     250 ms", player.Text, StringComparison.Ordinal);
        Assert.Equal(new Effect.ReadSlot(slot.Path), player.Play("r").Effects[^1]);
        Assert.Equal(new Effect.SetSlotTimeout(slot.Path, TimeSpan.Zero), player.Play("t Ctrl-U").Type("0").Play("Enter").Effects[^1]);
        Assert.Equal(
            new Effect.SetSlotTimeout(slot.Path, System.Threading.Timeout.InfiniteTimeSpan), player.Play("t Ctrl-U").Type("forever").Play("Enter").Effects[^1]);
        Assert.Contains("A timeout is a number", player.Play("t Ctrl-U").Type("soon").Play("Enter").Text, StringComparison.Ordinal);
        Assert.Equal(new Effect.WriteSlot(@"\\*\mailslot\x", "two words"), player.Play("w Ctrl-U").Type(@"\\*\mailslot\x two words").Play("Enter").Effects[^1]);
        Assert.Contains(
            @"\\*\mailslot\x  client (write end: no state to ask)", player.Send(new Message.SlotWritten(@"\\*\mailslot\x", 9)).Text, StringComparison.Ordinal);
        Assert.Equal(new Effect.CloseSlot(slot.Path), player.Play("x").Effects[^1]);
        Assert.Equal(0, player.Send(new Message.SlotClosed(slot.Path, [])).Model.SlotSelected);
    }

    private static ScreenPlayer Looking(long received)
    {
        var player = new ScreenPlayer();
        return player.Send(Look(player, TimeSpan.Zero, received, 0));
    }

    private static Message.Tick Look(ScreenPlayer player, TimeSpan later, long received, int waiting) => new(
        player.Model.Now + later, new RoomLook([], [ScreenPlayer.Slot with { Received = received, MessageCount = waiting }], "lan:ok"));

    [Fact]
    public void The_log_keeps_what_the_status_line_said()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").News(new TroubleNews(ScreenPlayer.Start, "The network is gone.")).WithPeers().Play("F8");
        Assert.Contains("14:02:05 lab-01 is here.", player.Text, StringComparison.Ordinal);
        Assert.Contains("14:02:05 The network is gone.", player.Text, StringComparison.Ordinal);
        Assert.Contains("14:02:05 lab-01 has left.", player.Text, StringComparison.Ordinal);
        Assert.Equal(Theme.Trouble, player.Frame[11, 3].Style);
    }

    [Fact]
    public void A_list_of_peers_from_before_the_last_look_makes_nobody_leave()
    {
        var player = new ScreenPlayer();
        player.Send(new Message.Tick(ScreenPlayer.Start.AddSeconds(1), new RoomLook([ScreenPlayer.Peer("lab-01"), ScreenPlayer.Peer("lab-03")], [], "lan:ok")))
            .News(new PeersNews(ScreenPlayer.Start.AddSeconds(0.9), [ScreenPlayer.Peer("lab-01")]));
        Assert.Equal(2, player.Model.Room.Peers.Count);
        Assert.DoesNotContain(player.Model.Log, l => l.Text.ToString().Contains("has left", StringComparison.Ordinal));
        Assert.Single(player.News(new PeersNews(ScreenPlayer.Start.AddSeconds(1.1), [ScreenPlayer.Peer("lab-01")])).Model.Room.Peers);
    }

    [Fact]
    public void The_log_tells_what_came_without_what_could_be_done_then()
    {
        var player = new ScreenPlayer().WithPicture("lab-03");
        Assert.Equal(("14:02 picture from lab-03 (80x48)  F4 opens it", "picture from lab-03 (80x48)"), (player.Model.Status!.Text.ToString(), player.Model.Log[^1].Text.ToString()));
    }

    [Fact]
    public void Help_begins_with_the_keys_of_the_screen_underneath()
    {
        var player = new ScreenPlayer().Play("F6 F1");
        Assert.Contains("║ Peers (F6) ", player.Text.Split('\n')[2], StringComparison.Ordinal);
        Assert.Equal(Mode.Peers, player.Play("F1").Model.Mode);
        Assert.Contains("PeerSlot 0.1.0", new ScreenPlayer().Play("? End").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_command() => Assert.All(
        CommandTable.All.Where(c => (c.Modes & ~(Mode.Help | Mode.Confirm)) != 0),
        c => Assert.Contains(HelpScreen.Lines(Mode.Draw, ""), l => l.Text == c.Label));

    [Fact]
    public void The_palette_runs_what_was_typed()
    {
        var player = new ScreenPlayer().Play("F9").Type("eras").Play("Enter");
        Assert.Equal(PeerSlot.Drawing.Tools.Tool.Eraser, player.Model.Table.Tool);
        Assert.Empty(player.Model.Layers);
    }

    [Fact]
    public void Help_tells_once_what_holds_everywhere_and_the_keys_of_a_list_in_one_line()
    {
        var lines = HelpScreen.Lines(Mode.Peers, "");
        Assert.Single(lines, l => l.Text.ToString() == "Theme: dark");
        Assert.Equal("Up Down PgUp PgDn Home End", lines.First(l => l.Text.ToString() == "Move in the list").Key);
        Assert.Equal(lines.Where(l => l.Key.Length == 0 && !l.Text.IsEmpty).Distinct().Count(), lines.Count(l => l.Key.Length == 0 && !l.Text.IsEmpty));
    }

    [Fact]
    public void Esc_and_a_digit_is_an_F_key_for_400_milliseconds()
    {
        Assert.Equal(Mode.Inbox, new ScreenPlayer().Play("Esc").After(TimeSpan.FromMilliseconds(399)).Play("4").Model.Screen);
        var late = new ScreenPlayer().Play("Esc").After(TimeSpan.FromMilliseconds(400)).Play("4");
        Assert.Equal((Mode.Draw, 0xF5D020), (late.Model.Screen, late.Model.Table.Ink));
        Assert.IsType<Effect.Quit>(Assert.Single(new ScreenPlayer().Play("Esc 0").Effects));
    }

    [Fact]
    public void Alt_and_a_digit_is_an_F_key_even_where_one_types() => Assert.Equal(
        Mode.Peers,
        new ScreenPlayer().Play("F3").Send(new Message.Input(new KeyInput(Key.Character, new System.Text.Rune('6'), KeyModifiers.Alt))).Model.Screen);

    [Fact]
    public void Esc_never_quits()
    {
        var player = new ScreenPlayer().Play("F6 F1");
        for (var i = 0; i < 5; i++)
            player.Play("Esc").After(TimeSpan.FromSeconds(1));
        Assert.Empty(player.Effects);
        Assert.Equal(Mode.Draw, player.Model.Mode);
    }

    [Fact]
    public void Quitting_asks_only_while_a_picture_is_on_its_way()
    {
        Assert.Equal([new Effect.Quit(ScreenHost.Quit)], new ScreenPlayer().Play("Space F10").Effects);
        var player = new ScreenPlayer().Send(ScreenPlayer.Started(7, "a.png", 1)).Play("Ctrl-Q");
        Assert.Empty(player.Effects);
        Assert.Equal([new Effect.Quit(ScreenHost.Quit)], player.Play("Enter").Effects);
    }

    [Theory]
    [InlineData(Delivery.Delivered)]
    [InlineData(Delivery.Refused)]
    [InlineData(Delivery.Silent)]
    public void Quitting_asks_until_the_last_recipient_has_answered(Delivery last)
    {
        var player = new ScreenPlayer().Send(ScreenPlayer.Started(7, "a.png", 2)).WithDelivery(7, "lab-01", Delivery.Delivered);
        Assert.Empty(player.Play("F10 Esc").Effects);
        Assert.Empty(player.WithDelivery(7, "lab-03", Delivery.Receiving).Play("F10 Esc").Effects);
        Assert.Equal([new Effect.Quit(ScreenHost.Quit)], player.WithDelivery(7, "lab-03", last).Play("F10").Effects);
    }

    [Fact]
    public void Quitting_asks_while_nobody_is_known_to_get_the_picture_until_the_sending_ends()
    {
        var player = new ScreenPlayer().Send(ScreenPlayer.Started(7, "a.png", 0));
        Assert.Empty(player.Play("F10 Esc").Effects);
        Assert.Equal([new Effect.Quit(ScreenHost.Quit)], player.News(new SendEndedNews(ScreenPlayer.Start, 7)).Play("F10").Effects);
    }

    [Fact]
    public void Quitting_asks_while_a_picture_arrives()
    {
        var player = new ScreenPlayer().News(
            new ArrivingNews(ScreenPlayer.Start, "k", ScreenPlayer.Id("lab-09"), "lab-09", "cat.png", 64, 40, 910, 1000, "lan"));
        Assert.Empty(player.Play("F10").Effects);
    }

    [Fact]
    public void Ctrl_C_tells_how_to_quit() =>
        Assert.Contains("F10 or Ctrl-Q quits", new ScreenPlayer().Play("Ctrl-C").Text, StringComparison.Ordinal);

    [Fact]
    public void Ctrl_Z_undoes_in_Draw_and_suspends_elsewhere()
    {
        Assert.Empty(new ScreenPlayer().Play("Space Ctrl-Z").Effects);
        Assert.Equal([new Effect.Suspend()], new ScreenPlayer().Play("F6 Ctrl-Z").Effects);
    }

    [Fact]
    public void Tab_goes_round_all_screens()
    {
        var player = new ScreenPlayer();
        Assert.Equal(
            [Mode.Open, Mode.Inbox, Mode.Peers, Mode.Slots, Mode.Log, Mode.Draw],
            Enumerable.Range(0, 6).Select(_ => player.Play("Tab").Model.Screen).ToList());
        Assert.Equal(Mode.Log, player.Play("Shift-Tab").Model.Screen);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(160, 50)]
    [InlineData(40, 12)]
    public void The_footer_fits_every_width(int width, int height)
    {
        var rows = new ScreenPlayer(width, height).Text.Split('\n');
        Assert.Contains("10Qu", rows[^1], StringComparison.Ordinal);
        Assert.StartsWith(" Space paint  Enter pen down/up  u undo", rows[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_terminal_shows_the_peers_beside_the_drawing()
    {
        var rows = new ScreenPlayer(120, 40).WithPeers("lab-01").Text.Split('\n');
        Assert.EndsWith("┌─ Peers 1 ──────┐", rows[21], StringComparison.Ordinal);
        Assert.EndsWith("│ lab-01         │", rows[22], StringComparison.Ordinal);
    }

    [Fact]
    public void From_160x50_on_the_room_is_shown_beside_the_drawing()
    {
        var rows = Spacious().Text.Split('\n');
        string[] side =
        [
            "┌─ Peers 2 ────────────────────────────────────────────────┐",
            "│      name                network kind     sent got  lost │",
            "│  [ ] lab-01              lan     peerslot 0    0    0    │",
            "│  [ ] lab-03              lan     peerslot 0    0    0    │",
        ];
        Assert.Equal(side, rows[1..5].Select(r => r[100..]));
        Assert.Equal("┌─ Inbox 1 ────────────────────────────────────────────────┐", rows[13][100..]);
        Assert.Equal("│●14:02 lab-03    80x48 ok                                 │", rows[14][100..]);
        Assert.Equal("┌─ Mailslots ──────────────────────────────────────────────┐", rows[31][100..]);
        Assert.Equal(@"│ hello                      300 B   --    0      forever  │", rows[33][100..]);
        Assert.Equal("┌─ Log ────────────────────────────────────────────────────┐", rows[39][100..]);
        Assert.StartsWith("│ 14:02:05 lab-01 is here.", rows[40][100..], StringComparison.Ordinal);
        string[] tools =
        [
            "┌─ Tools and colours ──────────────────────────────────────────────────────────────────────────────┐",
            "│ p▸pencil  b brush  e eraser  l line  r rect  o oval  f fill  t text  s select  i pick  m mirror  │",
            "│ size [ 1 ]   h pixels  { █ ▓ ▒ ░ ▀ ▄ ▌ ▐ ■ ▪ }  a set  k any  apply GFB                          │",
            "│ 1■ 2■ 3■ 4■ 5■ 6■ 7■ 8■ 9■ 0■    fg ■000000 bg ·   x swap ⇄  P palette Paints  c mix             │",
            "│ - zoom 1x +   g grid   R canvas size   n new   w save   u undo 0   ^Y redo 0                     │",
        ];
        Assert.Equal(tools, rows[41..46].Select(r => r[..100]));
    }

    [Fact]
    public void The_newest_picture_is_shown_beside_the_drawing_and_stays_new()
    {
        var player = Spacious();
        var request = Assert.Single(player.Effects.OfType<Effect.LoadPreview>()).Request;
        Assert.Equal(new PreviewRequest(new PreviewSource("lab-03 0", true), 29, 16, false), request);
        player.Send(new Message.PreviewReady(request, new PreviewResult(new(4, 2), 80, 48)));
        Assert.NotEqual(Theme.Text, player.Frame[142, 21].Style);
        Assert.Equal(1, player.Model.NewPictures);
    }

    [Theory]
    [InlineData("Inbox 1 ", (int)Mode.Inbox)]
    [InlineData("Peers 2", (int)Mode.Peers)]
    [InlineData("lab-01  ", (int)Mode.Peers)]
    [InlineData("Mailslots", (int)Mode.Slots)]
    [InlineData("Log ─", (int)Mode.Log)]
    public void A_click_on_a_pane_goes_to_its_screen(string text, int mode) => Assert.Equal((Mode)mode, Spacious().Click(text).Model.Screen);

    [Fact]
    public void An_idle_drawing_with_the_room_beside_it_writes_nothing()
    {
        var player = Spacious();
        var before = player.Text;
        Assert.Equal(before, player.After(TimeSpan.FromMinutes(3)).Text);
    }

    [Fact]
    public void Nothing_changes_on_the_screen_while_nothing_happens()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").WithPicture("lab-01");
        var before = player.Text;
        Assert.Equal(before, player.After(TimeSpan.FromMinutes(3)).Text);
    }

    private static IgnoredDatagrams Ignored(long notOpened) => new(new MessageCounts { NotOpened = notOpened, Malformed = 4, Duplicate = 17 });

    private static ScreenPlayer Spacious() => new ScreenPlayer(160, 50).WithPeers("lab-01", "lab-03").WithPicture("lab-03");
}
