namespace PeerSlot.Drawing;

/// <summary>The ten colours on the keys 1 to 0, as 0xRRGGBB. They stay apart from each other when a terminal shows 256 or 16 colours.</summary>
public static class InkPalette
{
    /// <summary>White, as paper is: it stands out on a dark terminal, and its frame shows it on a white one.</summary>
    public const int Paper = 0xFFFFFF;

    public static IReadOnlyList<InkColor> Colors { get; } =
    [
        new("black", 0x000000), new("red", 0xE03030), new("orange", 0xF08A24), new("yellow", 0xF5D020), new("green", 0x2E9E44),
        new("cyan", 0x20B2C8), new("blue", 0x2F5FD0), new("violet", 0x9B3FC8), new("grey", 0x808080), new("white", 0xFFFFFF),
    ];
}

/// <param name="Rgb">0xRRGGBB.</param>
public readonly record struct InkColor(string Name, int Rgb);
