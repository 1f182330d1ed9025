using System.Text.RegularExpressions;
using PeerSlot.Exchange;
using PeerSlot.Screens;
using Xunit;

namespace PeerSlot.Tests.Screens;

/// <summary>Every screen and dialog in Russian on the smallest terminal that shows all panes.</summary>
public sealed partial class RussianScreensTests
{
    public static TheoryData<string> Ways => new(
        "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F1", "F10", ",", "/",
        "F2 h", "F2 t", "F2 s Right Down", "F2 c", "F2 C", "F2 k", "F2 R", "F2 w", "F2 K", "F2 b", "F2 G", "F2 m", "F2 Ctrl-C", "F2 u", "F2 Ctrl-Y", "F2 T",
        "F4 w", "F4 d", "F4 Enter", "F4 e", "F4 y", "F4 r", "F6 Space", "F6 r", "F6 t", "F6 m", "F6 c", "F6 /", "F7 c", "F7 w", "F7 t", "F7 r", "F4 /");

    /// <summary>A place where English is cut off as well is one of a name or a path.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void Nothing_is_cut_off_at_80_columns(string keys)
    {
        var (english, russian) = (Played(keys, Language.English), Played(keys, Language.Russian));
        Assert.True(Cuts(russian) <= Cuts(english), $"{english}\n{russian}");
        var bar = russian.Split('\n')[^1];
        Assert.All(CommandTable.Bar, c => Assert.Contains(c.FirstKey[1..] + c.Hint.In(Language.Russian), bar, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void No_English_sentence_is_left(string keys)
    {
        var left = EnglishWords().Matches(Played(keys, Language.Russian)).Select(m => m.Value).ToList();
        Assert.True(left.Count == 0, $"{string.Join(", ", left)}\n{Played(keys, Language.Russian)}");
    }

    /// <summary>What is too wide for its pane is cut off without a mark there.</summary>
    [Fact]
    public void The_panes_beside_the_drawing_have_room_for_their_words()
    {
        var frame = Played("F2", Language.Russian);
        foreach (var words in new[] { "p▸кар-ш f лить", "b кисть t текст", "e ласт. i проба", "l линия s рамка", "r прям. m зерк.", "o овал x обмен", "] шир. h ▀▄", "g сетка", "u отм. ^Y верн.", "c ещё", "000000 на ·", "след --" })
            Assert.Contains(words, frame, StringComparison.Ordinal);
    }

    [Fact]
    public void What_happens_is_told_in_Russian()
    {
        var player = new ScreenPlayer(language: Language.Russian).WithPeers("анна").WithPicture("анна");
        Assert.Contains("14:02 картинка от анна (80x48)  Открыть: F4", player.Text, StringComparison.Ordinal);
        Assert.Contains("1 участник", player.Text, StringComparison.Ordinal);
        player.WithPeers("анна", "boris").News(new TroubleNews(ScreenPlayer.Start, "No network card is up. Plug one in or switch it on, then start again."));
        Assert.Contains("2 участника", player.Text, StringComparison.Ordinal);
        Assert.Contains("Ни одна сетевая карта не работает.", player.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_palette_finds_commands_by_Russian_words()
    {
        var player = new ScreenPlayer(language: Language.Russian).Play("F9").Type("выйти");
        Assert.Contains("Как выйти", player.Text, StringComparison.Ordinal);
        Assert.Contains("Журнал: что произошло", player.Play("Backspace Backspace Backspace Backspace Backspace").Type("произош").Text, StringComparison.Ordinal);
    }

    private static string Played(string keys, Language language) =>
        new ScreenPlayer(language: language).WithPeers("lab-01", "lab-03").WithPicture("lab-03").WithPicture("lab-01", 3).Play(keys).Text;

    private static int Cuts(string frame) => frame.Count(c => c == '…');

    /// <summary>Three words of small Latin letters in a row.</summary>
    [GeneratedRegex(@"\b[a-z]{3,} [a-z]{2,} [a-z]{2,}\b")]
    private static partial Regex EnglishWords();
}
