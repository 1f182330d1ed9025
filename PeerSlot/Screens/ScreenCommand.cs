namespace PeerSlot.Screens;

/// <summary>
/// Something that a key does. One table of them feeds the hint line, the F-bar, F1, the command palette and the handling itself, so
/// that nothing is hinted which does not work.
/// </summary>
/// <param name="Id">Names it in tests and clicks.</param>
/// <param name="Modes">Where its keys hold.</param>
/// <param name="Keys">Separated by blanks, the one to show first; see <see cref="KeyChord.Parse"/>. None: for the palette alone.</param>
/// <param name="Label">For help and the palette.</param>
/// <param name="Hint">A word or two for the hint line; empty = not there.</param>
internal sealed record ScreenCommand(string Id, Mode Modes, string Keys, Text Label, Text Hint, Func<Model, Step> Run)
{
    /// <remarks>Parsed when first asked for, which no frame does.</remarks>
    public IReadOnlyList<KeyChord> Chords => field ??= Array.ConvertAll(Keys.Split(' ', StringSplitOptions.RemoveEmptyEntries), KeyChord.Parse);

    /// <summary>The chord to show, short enough for one line: <c>^Y</c> for Ctrl-Y.</summary>
    public string FirstKey
    {
        get
        {
            var end = Keys.IndexOf(' ', StringComparison.Ordinal);
            return (end < 0 ? Keys : Keys[..end]).Replace("Ctrl-", "^", StringComparison.Ordinal);
        }
    }
}
