using System.Text;

namespace PeerSlot.Drawing.Tools;

/// <summary>Characters that are drawn with, to go through by { and }; any other can be typed.</summary>
public sealed record BrushSet(Text Name, string Characters)
{
    public static IReadOnlyList<BrushSet> All { get; } =
    [
        new("Blocks", "█▓▒░▀▄▌▐■▪"),
        new("Lines", "─│┌┐└┘├┤┬┴┼╭╮╰╯╱╲╳"),
        new("Double", "═║╔╗╚╝╠╣╦╩╬"),
        new("Corners", "▘▝▖▗▛▜▙▟▚▞▁▂▃▅▆▇"),
        new("ASCII", "@#%&*+=-:.,'/\\|_^~<>oO"),
        new("Signs", "●○◆◇▲▼◀▶★☆♥♦♣♠♪☺"),
    ];

    public IReadOnlyList<Rune> Runes { get; } = [.. Characters.EnumerateRunes()];

    /// <summary>The set that has a character; null where none has.</summary>
    public static BrushSet? Of(Rune rune) => All.FirstOrDefault(s => s.Runes.Contains(rune));
}
