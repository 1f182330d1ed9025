using System.Runtime.Intrinsics;
using PeerSlot.Pictures.Colors;

namespace PeerSlot.Pictures.Cells;

/// <summary>
/// Block glyphs in the colours of a palette, such that areas have the right colour from afar: what the foreground of a cell gives off too little is
/// made up for by its background, and what that leaves by the cells beside and below.
/// </summary>
internal static class CellDiffusion
{
    /// <param name="cells">In truecolor, of blocks; their glyphs stay, but that cells of one colour become two halves, which may differ.</param>
    public static void Diffuse(CellPicture cells, CellColors colors)
    {
        var nearest = PaletteColors.Nearest(colors);
        var owed = new DiffusedLight(cells.Columns);
        for (var row = 0; row < cells.Rows; row++)
        {
            for (var i = 0; i < cells.Columns; i++)
            {
                var column = owed.PlaceOf(i);
                ref var cell = ref cells[column, row];
                var rune = cell.Rune == BlockGlyphs.Space ? HalfBlockRenderer.UpperHalf : cell.Rune;
                var share = BlockGlyphs.ShareOf(rune);
                var owedHere = owed.At(column);
                var owing = Vector128.Create(owedHere[0], owedHere[1], owedHere[2], 0);
                var foreground = Pay(cell.Foreground, share, ref owing, nearest);
                var background = Pay(cell.Background, 1 - share, ref owing, nearest);
                cell = new PictureCell(rune, foreground, background);
                owed.Spread(column, owing[0], owing[1], owing[2]);
            }

            owed.EndRow();
        }
    }

    /// <param name="share">How much of the cell has this colour.</param>
    /// <param name="owing">The light that the cell owes, as a mean over all of it.</param>
    private static int Pay(int color, float share, ref Vector128<float> owing, Func<int, int> nearest)
    {
        var asked = LightOf(color) + owing;
        asked = Vector128.Create(DiffusedLight.Bound(asked[0]), DiffusedLight.Bound(asked[1]), DiffusedLight.Bound(asked[2]), 0);
        var shown = nearest(LinearLight.ToColor(asked[0], asked[1], asked[2]));
        owing = owing * (1 - share) + (asked - LightOf(shown)) * share;
        return shown;
    }

    private static Vector128<float> LightOf(int color) =>
        Vector128.Create(LinearLight.ToLight((byte)(color >> 16)), LinearLight.ToLight((byte)(color >> 8)), LinearLight.ToLight((byte)color), 0);
}
