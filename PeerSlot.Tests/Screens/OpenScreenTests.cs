using PeerSlot.Screens;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class OpenScreenTests
{
    private const string Folder = "/home/anna/pictures";

    [Fact]
    public void The_file_chooser_at_80x24() => Listed().Play("Down Down").Shows(
        """
         PeerSlot  lab-07 @ #lab3  lan:ok  0 peers
        ╔═ Open …me/anna/pictures ═╗┌─ photo.jpg ──────────────────────────────────────┐
        ║ type to filter           ║│                                                  │
        ║ ../                      ║│                                                  │
        ║ cats/                    ║│                                                  │
        ║▸photo.jpg           1.2 M║│                                                  │
        ║ sketch.png          900 B║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                        …                         │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ║                          ║│                                                  │
        ╚══════════════════════ 3 ═╝└──────────────────────────────────────────────────┘

         Enter open  Ins place  ^T trace  Backspace up  Tab next screen
         1Help 2Draw 3Open 4Inbox 5Send 6Peers 7Slot 8Log 9Cmds 10Quit
        """);

    [Fact]
    public void F3_lists_the_folder() => Assert.Equal([new Effect.ListDirectory(Folder)], new ScreenPlayer().Play("F3").Effects);

    [Fact]
    public void The_selected_picture_is_asked_for_in_the_size_of_its_pane() => Assert.Equal(
        new Effect.LoadPreview(new PreviewRequest(new PreviewSource($"{Folder}/photo.jpg", false), 50, 18, false), null),
        Listed().Play("Down Down").Effects[^1]);

    [Fact]
    public void Enter_opens_a_picture_in_Draw()
    {
        var player = Listed().Play("Down Down Enter");
        Assert.Equal(new Effect.LoadPicture($"{Folder}/photo.jpg"), player.Effects[^1]);
        Assert.Equal(Mode.Draw, player.WithFile("photo.jpg", 10, 10).Model.Mode);
    }

    [Fact]
    public void Typing_filters_and_selects_what_matches_first()
    {
        var player = Listed().Type("SK");
        Assert.Equal("sketch.png", player.Model.Open.Current!.Name);
        Assert.Equal("", player.Play("Backspace Backspace").Model.Open.Filter);
        Assert.Equal(["..", "cats", "photo.jpg", "sketch.png"], player.Model.Open.Shown.Select(i => i.Name));
    }

    [Fact]
    public void Every_letter_can_be_typed_Cyrillic_and_command_letters_too() =>
        Assert.Equal("q? :йж1", Listed().Type("q? :йж1").Model.Open.Filter);

    [Fact]
    public void Esc_clears_the_filter_at_once_and_goes_back_only_then()
    {
        var player = Listed().Type("x").Play("Esc");
        Assert.Equal(("", Mode.Open), (player.Model.Open.Filter, player.Model.Mode));
        Assert.Equal(Mode.Draw, player.Play("Esc").After(ScreenUpdate.EscapeWait).Model.Mode);
    }

    [Fact]
    public void Going_up_selects_the_folder_that_one_came_from()
    {
        var player = Listed().Play("Backspace");
        Assert.Equal(new Effect.ListDirectory("/home/anna"), player.Effects[^1]);
        player.Send(new Message.DirectoryListed("/home/anna", [new("..", true, 0), new("music", true, 0), new("pictures", true, 0)]));
        Assert.Equal("pictures", player.Model.Open.Current!.Name);
    }

    [Fact]
    public void A_folder_opens_and_an_outdated_list_is_ignored()
    {
        var player = Listed().Play("Down Enter");
        Assert.Equal(new Effect.ListDirectory($"{Folder}/cats"), player.Effects[^1]);
        Assert.False(player.Send(new Message.DirectoryListed("/elsewhere", [new("x.png", false, 1)])).Model.Open.IsListed);
    }

    [Fact]
    public void A_pasted_path_opens_from_anywhere() =>
        Assert.Equal(new Effect.LoadPicture("/tmp/my cat.png"), new ScreenPlayer().Paste("'/tmp/my cat.png'\n").Effects[^1]);

    [Fact]
    public void Other_pasted_text_goes_into_the_filter() => Assert.Equal("cat", Listed().Paste("cat\nand more").Model.Open.Filter);

    [Fact]
    public void A_second_click_on_a_row_opens_it()
    {
        var player = Listed().Click("photo.jpg");
        Assert.Equal(2, player.Model.Open.Selected);
        Assert.Equal(new Effect.LoadPicture($"{Folder}/photo.jpg"), player.Click(5, 5).Effects[^1]);
    }

    private static ScreenPlayer Listed() => new ScreenPlayer().Play("F3").Send(new Message.DirectoryListed(
        Folder, [new("..", true, 0), new("cats", true, 0), new("photo.jpg", false, 1_234_567), new("sketch.png", false, 900)]));
}
