using PeerSlot.Pictures;
using Xunit;

namespace PeerSlot.Tests.Languages;

public sealed class TextTests
{
    [Fact]
    public void An_interpolated_string_stays_a_format_until_it_is_shown()
    {
        Text text = $"There is no theme \"{"moon"}\": there are {"sun, star"}, and files that end with .json.";
        Assert.Equal("There is no theme \"moon\": there are sun, star, and files that end with .json.", text.In(Language.English));
        Assert.Equal("Темы «moon» нет: есть sun, star и файлы, которые кончаются на .json.", text.In(Language.Russian));
    }

    [Theory]
    [InlineData(0, "0 peers", "0 участников")]
    [InlineData(1, "1 peer", "1 участник")]
    [InlineData(2, "2 peers", "2 участника")]
    [InlineData(4, "4 peers", "4 участника")]
    [InlineData(5, "5 peers", "5 участников")]
    [InlineData(11, "11 peers", "11 участников")]
    [InlineData(12, "12 peers", "12 участников")]
    [InlineData(21, "21 peers", "21 участник")]
    [InlineData(22, "22 peers", "22 участника")]
    [InlineData(111, "111 peers", "111 участников")]
    [InlineData(1001, "1001 peers", "1001 участник")]
    public void A_noun_has_the_form_that_its_number_asks_for(int count, string english, string russian)
    {
        Text text = $"{count:peer|peers}";
        Assert.Equal((english, russian), (text.In(Language.English), text.In(Language.Russian)));
    }

    [Fact]
    public void Data_are_the_same_in_every_language_whatever_words_they_look_like()
    {
        Assert.Equal("No colours.", Text.Verbatim("No colours.").In(Language.Russian));
        Assert.Equal("{0} {1:x|y}", Text.Verbatim("{0} {1:x|y}").In(Language.Russian));
        Assert.Equal("Без цветов.", ((Text)"No colours.").In(Language.Russian));
    }

    [Fact]
    public void Braces_widths_and_formats_are_those_of_interpolated_strings()
    {
        Text text = $"{{{7}}} {1.25:0.0} [{"a",-3}] [{"b",3}] {255:x2}";
        Assert.Equal("{7} 1.3 [a  ] [  b] ff", text.ToString());
        Assert.Equal("{7} 1,3 [a  ] [  b] ff", text.In(Language.Russian));
    }

    [Fact]
    public void An_argument_that_is_a_text_is_said_in_the_same_language()
    {
        Text inner = "The disk is full.";
        Text outer = $"{"a.png"} cannot be read. {inner}";
        Assert.Equal("Не удаётся прочитать a.png. Диск переполнен.", outer.In(Language.Russian));
    }

    [Fact]
    public void What_the_tables_lack_is_said_in_English() =>
        Assert.Equal("Quite unheard of: 3", ((Text)$"Quite unheard of: {3}").In(Language.Russian));

    [Fact]
    public void Exceptions_speak_the_language_of_the_place_where_they_are_shown()
    {
        Assert.Equal("Файл пуст.", Text.Of(new PictureException("The file is empty.")).In(Language.Russian));
        Assert.Equal("The file is empty.", new PictureException("The file is empty.").Message);
        Assert.Equal("Диск переполнен.", Text.Of(new IOException("No space left on device", 28)).In(Language.Russian));
        Assert.Equal("Не хватает памяти.", Text.Of(new InsufficientMemoryException("Insufficient memory.")).In(Language.Russian));
        Assert.Equal(
            "Произошло то, чего не должно быть: NotSupportedException, Odd.", Text.Of(new NotSupportedException("Odd")).In(Language.Russian));
    }

    [Fact]
    public void Texts_are_joined_in_the_language()
    {
        Text[] both = ["The disk is full.", "It is a folder."];
        Assert.Equal("Диск переполнен. Это папка.", Text.Join(" ", both).In(Language.Russian));
        Assert.True(Text.Join(" ", []).IsEmpty);
    }
}
