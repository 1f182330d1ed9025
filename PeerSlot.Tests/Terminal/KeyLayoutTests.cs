using System.Text;
using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Terminal;

public sealed class KeyLayoutTests
{
    [Theory]
    [InlineData("йцукенгшщзхъ", "qwertyuiop[]")]
    [InlineData("фывапролджэ", "asdfghjkl;'")]
    [InlineData("ячсмитьбюё", "zxcvbnm,.`")]
    [InlineData("ЙЦУКЕНГШЩЗХЪ", "QWERTYUIOP{}")]
    [InlineData("ФЫВАПРОЛДЖЭ", "ASDFGHJKL:\"")]
    [InlineData("ЯЧСМИТЬБЮЁ№", "ZXCVBNM<>~#")]
    [InlineData("іїєґў ІЇЄҐЎ", "s]'\\o S}\"|O")]
    [InlineData("qQ1.,/?日🙂é", "qQ1.,/?日🙂é")]
    public void A_key_is_known_by_its_place(string typed, string latin) =>
        Assert.Equal(latin, string.Concat(typed.EnumerateRunes().Select(r => KeyLayout.ToLatin(r).ToString())));

    [Fact]
    public void Every_Russian_letter_has_a_key_of_its_own()
    {
        var letters = Enumerable.Range('А', 64).Append('ё').Append('Ё').Select(c => KeyLayout.ToLatin(new Rune(c))).ToList();
        Assert.All(letters, r => Assert.True(r.IsAscii));
        Assert.Distinct(letters);
    }
}
