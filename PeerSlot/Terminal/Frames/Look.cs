namespace PeerSlot.Terminal.Frames;

/// <summary>A style as the terminal can show it.</summary>
/// <param name="Foreground">
/// <see cref="Default"/>, else 0xRRGGBB, a palette index 16-255 or 0-15, by the colour depth; <see cref="OwnColor"/> where there are more than 16.
/// </param>
internal readonly record struct Look(int Foreground, int Background, CellAttributes Attributes)
{
    public const int Default = -1;

    /// <summary>One of the terminal's own sixteen, 0-15, at a depth whose numbers mean something else.</summary>
    public static int OwnColor(int index) => -2 - index;

    public static Look Plain => new(Default, Default, CellAttributes.None);

    /// <summary>Written out because the comparison that a record gets boxes the enumeration until the code is optimised.</summary>
    public bool Equals(Look other) =>
        Foreground == other.Foreground && Background == other.Background && Attributes == other.Attributes;

    public override int GetHashCode() => HashCode.Combine(Foreground, Background, (int)Attributes);
}
