using System.Text;
using PeerSlot.Terminal;

namespace PeerSlot.Tests.Support;

/// <summary>A colour as the program asked for it.</summary>
public readonly record struct VtColor(VtColorKind Kind, int Value)
{
    public static VtColor Default => default;

    /// <param name="value">0xRRGGBB.</param>
    public static VtColor Rgb(int value) => new(VtColorKind.Rgb, value);

    /// <param name="index">0-15 from SGR 30-37 and 90-97, 0-255 from 38;5.</param>
    public static VtColor Index(int index) => new(VtColorKind.Index, index);

    public override string ToString() => Kind switch
    {
        VtColorKind.Rgb => $"#{Value:x6}",
        VtColorKind.Index => $"{Value}",
        _ => "default",
    };
}

public enum VtColorKind
{
    Default, Index, Rgb,
}

/// <summary>A cell of the emulator; the right half of a wide rune holds U+0000.</summary>
public readonly record struct VtCell(Rune Rune, VtColor Foreground, VtColor Background, CellAttributes Attributes)
{
    /// <summary>What combines with the rune; null = nothing.</summary>
    public string? Marks { get; init; }

    public static VtCell Blank => new(new Rune(' '), default, default, CellAttributes.None);
}
