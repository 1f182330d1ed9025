using System.Text;
using PeerSlot.Pictures.Cells;
using Xunit;

namespace PeerSlot.Tests.Pictures.Cells;

public sealed class BlockGlyphsTests
{
    /// <summary>By the names of the Unicode character database: BLOCK SEXTANT-35 is U+1FB13, parts counted from 1.</summary>
    [Theory]
    [InlineData(0x1FB00, "1")]
    [InlineData(0x1FB0F, "5")]
    [InlineData(0x1FB13, "35")]
    [InlineData(0x1FB14, "235")]
    [InlineData(0x1FB1D, "12345")]
    public void Sextants_are_the_characters_that_Unicode_names_so(int rune, string parts)
    {
        var glyph = BlockGlyphs.Sextants.Single(glyph => glyph.Rune.Value == rune);
        int[] rows = [0, 3, 6];
        for (var part = 0; part < 6; part++)
        {
            var covered = parts.Contains((char)('1' + part), StringComparison.Ordinal);
            Assert.Equal(covered ? 1f : 0f, glyph.Cover[rows[part / 2] * 8 + part % 2 * 4]);
        }
    }

    [Fact]
    public void A_sextant_covers_its_share_of_the_cell() =>
        Assert.All(BlockGlyphs.Sextants, glyph =>
            Assert.Equal(0, Math.IEEERemainder(glyph.Cover.Sum(), 64 / 6.0), 3));

    [Fact]
    public void Complements_come_in_pairs()
    {
        Rune[] glyphs = [.. BlockGlyphs.Quadrants.Concat(BlockGlyphs.Sextants).Select(glyph => glyph.Rune)];
        Assert.Equal(7 + 30, glyphs.Length);
        Assert.All(glyphs, glyph =>
        {
            Assert.True(BlockGlyphs.TryComplement(glyph, out var complement));
            Assert.True(BlockGlyphs.TryComplement(complement, out var again));
            Assert.Equal(glyph, again);
            Assert.DoesNotContain(complement, glyphs);
        });
    }
}
