using System.Collections.Immutable;

namespace PeerSlot.Drawing;

/// <summary>The ten colours on the keys 1 to 0, as 0xRRGGBB.</summary>
public sealed class InkPalette : IEquatable<InkPalette>
{
    public const int Size = 10;

    /// <summary>White, as paper is: it stands out on a dark terminal, and its frame shows it on a white one.</summary>
    public const int Paper = 0xFFFFFF;

    private InkPalette(string name, ImmutableArray<int> colors) => (Name, Colors) = (name, colors);

    public string Name { get; }

    /// <summary>Ten of them.</summary>
    public ImmutableArray<int> Colors { get; }

    /// <summary>They stay apart from each other when a terminal shows 256 or 16 colours.</summary>
    public static InkPalette Standard { get; } = Of(
        "Paints", 0x000000, 0xE03030, 0xF08A24, 0xF5D020, 0x2E9E44, 0x20B2C8, 0x2F5FD0, 0x9B3FC8, 0x808080, 0xFFFFFF);

    /// <summary>To choose from, the standard one first.</summary>
    public static IReadOnlyList<InkPalette> All { get; } =
    [
        Standard,
        Of("VGA", 0x000000, 0xAA0000, 0xAA5500, 0xFFFF55, 0x00AA00, 0x55FFFF, 0x0000AA, 0xAA00AA, 0xAAAAAA, 0xFFFFFF),
        Of("Pastel", 0x4A4A4A, 0xF4A6A6, 0xF7C59F, 0xF9E79F, 0xABDFB5, 0xA9DEE6, 0xA6B8F0, 0xD3B5EA, 0xD0CDC8, 0xFFFDF7),
        Of("Earth", 0x1F1A17, 0x7A2E1D, 0xB5651D, 0xD9A441, 0x6B8E23, 0x3E6B5C, 0x2F4858, 0x6B4C5A, 0xA89984, 0xF2E8D5),
        Of("Skin", 0x2D1B12, 0x5C3A21, 0x8D5A3B, 0xB97A56, 0xD9A066, 0xEEC39A, 0xF7DCC4, 0xC0504D, 0x6A4A3A, 0xFFFFFF),
        Of("Neon", 0x0B0B16, 0xFF1654, 0xFF7B00, 0xF7FF00, 0x39FF14, 0x00F0FF, 0x2D5BFF, 0xC400FF, 0x55556B, 0xFFFFFF),
        Of("Greys", 0x000000, 0x1C1C1C, 0x393939, 0x555555, 0x717171, 0x8E8E8E, 0xAAAAAA, 0xC6C6C6, 0xE3E3E3, 0xFFFFFF),
    ];

    /// <summary>Names of the colours of <see cref="Standard"/>, for those who cannot see them.</summary>
    public static IReadOnlyList<Text> KeyNames { get; } =
        ["black", "red", "orange", "yellow", "green", "cyan", "blue", "violet", "grey", "white"];

    /// <param name="colors">Ten, 0xRRGGBB.</param>
    public static InkPalette Of(string name, params ImmutableArray<int> colors) =>
        colors.Length == Size
            ? new(name, colors)
            : throw new ArgumentException($"A palette has {Size} colours, not {colors.Length}.", nameof(colors));

    /// <summary>The one after this among <see cref="All"/>; after one that somebody mixed, the first.</summary>
    public InkPalette Next() => All[(Enumerable.Range(0, All.Count).FirstOrDefault(i => All[i].Equals(this), -1) + 1) % All.Count];

    public InkPalette With(int index, int color) => new("Own", Colors.SetItem(index, color));

    /// <summary>The colour with the least weighted difference.</summary>
    public int Nearest(int color)
    {
        var best = Colors[0];
        foreach (var candidate in Colors)
        {
            if (Pictures.Colors.XtermPalette.Distance(color, candidate) < Pictures.Colors.XtermPalette.Distance(color, best))
                best = candidate;
        }

        return best;
    }

    public bool Equals(InkPalette? other) => other is not null && Name == other.Name && Colors.AsSpan().SequenceEqual(other.Colors.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as InkPalette);

    public override int GetHashCode() => HashCode.Combine(Name, Colors[1], Colors[2]);
}
