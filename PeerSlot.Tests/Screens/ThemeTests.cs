using System.Text;
using System.Text.Json;
using PeerSlot.Screens;
using PeerSlot.Terminal;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class ThemeTests
{
    public static TheoryData<string> BuiltIn => [.. ThemeFile.BuiltIn.Skip(1)];

    [Theory, MemberData(nameof(BuiltIn))]
    public void Every_theme_in_the_executable_has_a_look_for_every_role(string name)
    {
        Assert.Equal(name, ThemeFile.Load(name).Name);
        using var file = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "config", "themes", name + ".json")), new() { CommentHandling = JsonCommentHandling.Skip });
        Assert.Equal(ThemeColors.Roles.Select(r => r.Name), file.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public void High_contrast_is_7_to_1_or_more()
    {
        var theme = ThemeFile.Load("contrast");
        Assert.All(ThemeColors.Roles, r => Assert.True(Contrast(theme.Of(r.Style)) >= 7, $"{r.Name}: {Contrast(theme.Of(r.Style)):0.0}"));
    }

    [Fact]
    public void A_theme_colours_the_whole_screen_and_no_picture()
    {
        var player = new ScreenPlayer().WithPeers("lab-01").Send(new Message.ThemeLoaded(ThemeFile.Load("light")));
        var frame = player.Frame;
        Assert.Equal(Color.FromRgb(0xFAFAFA), frame[5, frame.Height - 3].Style.Background);
        Assert.Equal(Color.FromRgb(0x153C8F), frame[5, 0].Style.Background);
        Assert.Equal(new ScreenPlayer().WithPeers("lab-01").Text, player.Text);
        Assert.Equal(new ScreenPlayer().Frame[20, 10].Style.Background, frame[20, 10].Style.Background);
    }

    /// <summary>A line or a half block covers so little of its cell, or so much, that the cell alone does not show the mark.</summary>
    [Fact]
    public void The_chosen_character_is_marked_with_the_blanks_beside_it()
    {
        var player = new ScreenPlayer(160, 50).Play("a }").Send(new Message.ThemeLoaded(ThemeFile.Load("light")));
        var frame = player.Frame;
        var row = Array.FindIndex(player.Text.Split('\n'), line => line.Contains("{ ─ │ ┌", StringComparison.Ordinal));
        var x = player.Text.Split('\n')[row].IndexOf('│', 1);
        var selected = ThemeFile.Load("light").Of(Theme.Selected);
        Assert.Equal(
            [false, true, true, true, false], Enumerable.Range(x - 2, 5).Select(column => frame[column, row].Style == selected));
        Assert.Equal('│', frame[x, row].Rune.Value);
    }

    [Fact]
    public void A_file_names_colours_and_attributes()
    {
        var theme = ThemeFile.Parse("mine", """{ "selected": "#102030 on bright-blue bold underline", /* rest */ }"""u8);
        Assert.Equal(
            new Style(Color.FromRgb(0x102030), Color.FromIndex(12), CellAttributes.Bold | CellAttributes.Underline), theme.Of(Theme.Selected));
        Assert.Equal(Theme.Trouble, theme.Of(Theme.Trouble));
    }

    [Theory]
    [InlineData("[]", "has to be an object")]
    [InlineData("{ \"selcted\": \"red on blue\" }", "there is no \"selcted\"")]
    [InlineData("{ \"text\": \"red\" }", "has to be a look")]
    [InlineData("{ \"text\": \"red on #12345\" }", "has to be a look")]
    [InlineData("{ \"text\": 1 }", "has to be a look")]
    [InlineData("{ \"text\": \"red on blue 9\" }", "has to be a look")]
    [InlineData("{ \"text\"", "line 1: this is no JSON")]
    public void A_wrong_file_says_what_is_wrong(string json, string says) =>
        Assert.Contains(says, Assert.Throws<ThemeException>(() => ThemeFile.Parse("mine", Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_name_says_which_there_are() =>
        Assert.Contains("terminal, dark, light", Assert.Throws<ThemeException>(() => ThemeFile.Load("drak")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_settings_screen_changes_the_theme_the_terminal_and_the_bell()
    {
        var player = new ScreenPlayer().Play(", Enter");
        Assert.Contains(new Effect.LoadTheme("dark"), player.Effects);
        Assert.Equal(new Effect.ChangeTerminal(new TerminalSettings { Colors = "16m" }), player.Play("Down Enter").Effects[^1]);
        player.Play("Down Enter Down Enter Down Enter Down Space");
        Assert.Contains(new Effect.ChangeTerminal(new TerminalSettings { Colors = "16m", Ascii = true, Mouse = false }), player.Effects);
        Assert.True(player.Model is { Bell: true, OpenTrusted: true });
        Assert.IsType<Effect.RingBell>(player.Play("Esc").WithPicture("lab-03").Effects[^1]);
    }

    [Fact]
    public void What_is_changed_in_the_settings_screen_is_saved_one_write_at_a_time()
    {
        var player = new ScreenPlayer().Play(", Down Down Enter Down Enter Down Enter Enter");
        Assert.Equal([KeyValuePair.Create("ascii", "true")], Assert.Single(player.Effects.OfType<Effect.SaveSettings>()).Values);
        player.Send(new Message.SettingsSaved("Saved in /home/anna/.config/peerslot/peerslot.json", ""));
        Assert.Contains("Saved in /home/anna", player.Text, StringComparison.Ordinal);
        Assert.Equal(
            [KeyValuePair.Create("bell", "false"), KeyValuePair.Create("mouse", "false")], player.Effects.OfType<Effect.SaveSettings>().Last().Values.OrderBy(v => v.Key));
        player.Send(new Message.SettingsSaved("", "The disk is full.")).Play("Home Enter");
        Assert.Equal([KeyValuePair.Create("theme", "dark")], player.Effects.OfType<Effect.SaveSettings>().Last().Values);
        Assert.Equal(3, player.Effects.OfType<Effect.SaveSettings>().Count());
        Assert.Contains(player.Model.Log, l => l.Trouble && l.Text.Equals("The disk is full."));
    }

    [Fact]
    public void What_the_palette_changes_holds_until_the_end_and_is_not_saved() => Assert.Empty(
        new ScreenPlayer().Play("F9").Type("ascii only").Play("Enter").Effects.OfType<Effect.SaveSettings>());

    [Fact]
    public void Themes_colours_and_suspending_are_in_the_palette()
    {
        Assert.Equal(new Effect.LoadTheme("contrast"), new ScreenPlayer().Play("F9").Type("high contrast").Play("Enter").Effects[^1]);
        Assert.Equal(new Effect.Suspend(), new ScreenPlayer().Play("F9").Type("suspend").Play("Enter").Effects[^1]);
        Assert.Equal("256", new ScreenPlayer().Play("F9").Type("colours 256").Play("Enter").Model.Terminal.Colors);
    }

    /// <summary>WCAG 2.1, contrast ratio.</summary>
    private static double Contrast(Style style)
    {
        var (a, b) = (Luminance(style.Foreground.Rgb), Luminance(style.Background.Rgb));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(int rgb)
    {
        static double Linear(int channel) => channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return 0.2126 * Linear(rgb >> 16 & 0xFF) + 0.7152 * Linear(rgb >> 8 & 0xFF) + 0.0722 * Linear(rgb & 0xFF);
    }
}
