using PeerSlot.Screens;
using PeerSlot.Terminal;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class CommandTableTests
{
    public static TheoryData<int> EveryMode => [.. CommandTable.AllScreens.Select(s => (int)s.Mode)];

    [Theory]
    [MemberData(nameof(EveryMode))]
    public void Every_hinted_key_is_bound_to_the_hinted_command_and_has_an_effect(int mode)
    {
        foreach (var command in CommandTable.HintsOf((Mode)mode).Concat(CommandTable.Bar.Where(c => CommandTable.IsBound((Mode)mode, c))))
        {
            foreach (var chord in command.Chords.Where(c => CommandTable.Find((Mode)mode, c) is not null))
            {
                var player = In((Mode)mode);
                if (command.Id == "pencil")
                    player.Play("e");
                if (command.Id == "redo")
                    player.Play("u");
                var (before, version) = (player.Model, player.Model.Table.Document.Canvas.Version);
                player.Send(new Message.Input(chord.ToInput()));
                var isDone = !before.Equals(player.Model) || version != player.Model.Table.Document.Canvas.Version || player.Effects.Count > 0;
                var isThere = string.Equals(command.Id, before.Mode.ToString(), StringComparison.OrdinalIgnoreCase);
                Assert.True(isDone || isThere, $"{chord} ({command.Label}) does nothing in {before.Mode}");
            }

            Assert.True(command.Chords.Count == 0 || command == CommandTable.Find((Mode)mode, command.Chords[0]));
        }
    }

    [Theory]
    [MemberData(nameof(EveryMode))]
    public void No_key_is_bound_twice_in_one_mode(int mode)
    {
        var keys = CommandTable.All.Where(c => CommandTable.IsBound((Mode)mode, c)).SelectMany(c => c.Chords).ToList();
        Assert.Equal(keys.Distinct(), keys);
    }

    [Theory]
    [MemberData(nameof(EveryMode))]
    public void Every_mode_has_a_way_back(int mode) => Assert.NotNull(CommandTable.Find((Mode)mode, KeyChord.Parse("Esc")));

    [Fact]
    public void Every_command_says_what_it_does_and_has_a_key_or_a_place_in_the_palette() => Assert.All(
        CommandTable.All, c => Assert.True(!c.Label.IsEmpty && c.Modes != 0 && (c.Chords.Count > 0 || ((c.Modes & Mode.AnyScreen) != 0 && c.Hint.IsEmpty)), c.Id));

    [Fact]
    public void Where_one_types_letters_are_text()
    {
        Assert.Null(CommandTable.Find(Mode.Open, KeyChord.Parse("?")));
        Assert.Null(CommandTable.Find(Mode.Palette, KeyChord.Parse(":")));
        Assert.NotNull(CommandTable.Find(Mode.Inbox, KeyChord.Parse("?")));
    }

    /// <summary>Full screen and the terminal's own menus.</summary>
    [Fact]
    public void F11_and_F12_stay_the_terminals() =>
        Assert.DoesNotContain(CommandTable.All.SelectMany(c => c.Chords), c => c.Key is Key.F11 or Key.F12);

    [Fact]
    public void Each_wish_of_users_is_answered_by_tests_that_are_there()
    {
        var tests = typeof(CommandTableTests).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Select(m => m.Name).ToHashSet();
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "decisions", "0007-what-users-ask-for.md"))
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(l[2])).ToList();
        Assert.Equal(15, rows.Count);
        foreach (var row in rows)
        {
            var named = row.Split('|')[^2].Split(',', StringSplitOptions.TrimEntries).Select(n => n.Trim('`')).ToList();
            Assert.NotEmpty(named);
            Assert.All(named, n => Assert.Contains(n, tests));
        }
    }

    [Fact]
    public void The_F_bar_has_ten_keys_in_their_order() =>
        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"F{n}"), CommandTable.Bar.Select(c => c.FirstKey));

    [Fact]
    public void A_key_is_named_as_it_is_parsed() =>
        Assert.All(CommandTable.All.SelectMany(c => c.Chords), c => Assert.Equal(c, KeyChord.Parse(c.ToString())));

    /// <summary>A player in a mode, with something there for every command to work on.</summary>
    internal static ScreenPlayer In(Mode mode)
    {
        var player = new ScreenPlayer().WithPeers("lab-01", "lab-03").WithPicture("lab-03", 1).WithPicture("lab-01", 2).Play("Space Right Space u");
        player = mode switch
        {
            Mode.Draw => player,
            Mode.Open => player.Play("F3").Send(new Message.DirectoryListed(player.Model.Open.Folder, [new("..", true, 0), new("a.png", false, 100)]))
                .Play("Down"),
            Mode.Inbox => player.Play("F4"),
            Mode.Peers => player.Play("F6 Space Down"),
            Mode.Slots => player.Play("F7"),
            Mode.Log => player.Play("F8"),
            Mode.Send => player.Play("F5 Down"),
            Mode.Help => player.Play("F1"),
            Mode.Palette => player.Play("F9"),
            Mode.Confirm => player.Play("F4 d"),
            Mode.Picture => player.Play("F4 Enter"),
            Mode.Filter => player.Play("F4 /").Type("lab"),
            Mode.Prompt => player.Play("F4 w"),
            Mode.Settings => player.Play(","),
            Mode.Text => player.Play("t").Type("ab"),
            Mode.Select => player.Play("Space Ctrl-A c"),
            Mode.Place => player.WithPlacement(8, 8),
            Mode.Color => player.Play("c Tab").Type("7"),
            Mode.Resize => player.Play("R").Type("77"),
            Mode.Save => player.Play("w").Type("x"),
            Mode.Glyph => player.Play("k"),
            Mode.Kept => player.Play("K").Send(new Message.KeptListed(
                [new("/tmp/a.journal", ScreenPlayer.Start, "a.png", 60, 36, 3), new("/tmp/b.journal", ScreenPlayer.Start, "b.png", 8, 8, 1)], false)),
            _ => throw new ArgumentOutOfRangeException(nameof(mode)),
        };
        Assert.Equal(mode, player.Model.Mode);
        player.Effects.Clear();
        return player;
    }
}
