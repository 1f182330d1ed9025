using PeerSlot.Screens;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class PaletteScreenTests
{
    private readonly ScreenPlayer _player = new();

    [Fact]
    public void What_works_here_runs_at_once()
    {
        _player.Play("F9").Type("mirror left").Play("Enter");
        Assert.Equal(PeerSlot.Drawing.Tools.Mirror.LeftRight, _player.Model.Table.Mirror);
        Assert.Empty(_player.Model.Layers);
    }

    [Fact]
    public void Every_screens_commands_are_found_from_everywhere()
    {
        foreach (var screen in CommandTable.Bar.Where(c => c.Id is "draw" or "open" or "inbox" or "peers" or "slots" or "log"))
        {
            foreach (var (key, label) in new[] { ("F2", "Canvas size"), ("F4", "Reply"), ("F6", "Trust"), ("F7", "timeout") })
            {
                _player.Play($"{screen.Keys} F9").Type(label);
                Assert.True(_player.Text.Contains(label, StringComparison.OrdinalIgnoreCase), $"{label} from {screen.Id}, {key}:\n{_player.Text}");
                _player.Play("Esc");
            }
        }
    }

    [Fact]
    public void What_belongs_to_another_screen_leads_there_and_names_its_key_before_it_does_anything()
    {
        _player.WithPicture("lab-03").Play("F2 F9").Type("delete").Play("Enter");
        Assert.Equal(Mode.Inbox, _player.Model.Mode);
        Assert.Contains("d: Delete", _player.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_player.Effects, e => e is Effect.DeletePicture);
    }

    [Fact]
    public void What_is_elsewhere_is_grey()
    {
        var frame = _player.Play("F2 F9").Type("mirror").Frame;
        var here = Find(frame, "Mirror up and down");
        frame = _player.Play("F4 F9").Type("mirror").Frame;
        var elsewhere = Find(frame, "Draw: Mirror up and down");
        Assert.NotEqual(here.Style, elsewhere.Style);
        Assert.Equal("F2 M", elsewhere.Key);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public void Every_command_has_room_for_its_words_at_80_columns(string language)
    {
        foreach (var screen in new[] { "F2", "F3", "F4" })
        {
            var player = new ScreenPlayer(language: Language.Find(language)).Play($"{screen} F9");
            for (var last = ""; player.Text != last; player.Play("PgDn"))
            {
                last = player.Text;
                // A label of its own with dots has blanks behind it; one that is cut has one.
                var cut = Array.Find(
                    last.Split('\n'), row => row.IndexOf('║') is var left and >= 0 && row[left..row.LastIndexOf('║')].Replace("…  ", "", StringComparison.Ordinal).Contains('…'));
                Assert.True(cut is null, cut);
            }
        }
    }

    private static (PeerSlot.Terminal.Style Style, string Key) Find(PeerSlot.Terminal.CellBuffer frame, string text)
    {
        for (var row = 0; row < frame.Height; row++)
        {
            var line = frame.RowText(row);
            if (line.IndexOf(text, StringComparison.Ordinal) is var column and >= 0)
                return (frame[column, row].Style, line[(column + text.Length)..line.LastIndexOf('║')].Trim());
        }

        throw new InvalidOperationException($"{text} is not shown");
    }
}
