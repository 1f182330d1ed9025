namespace PeerSlot.Terminal.Frames;

/// <summary>A style as the terminal can show it.</summary>
/// <param name="Foreground"><see cref="Default"/>, else 0xRRGGBB, a palette index 16-255 or 0-15, by the colour depth.</param>
internal readonly record struct Look(int Foreground, int Background, CellAttributes Attributes)
{
    public const int Default = -1;

    public static Look Plain => new(Default, Default, CellAttributes.None);

    /// <summary>Written out because the comparison that a record gets boxes the enumeration until the code is optimised.</summary>
    public bool Equals(Look other) =>
        Foreground == other.Foreground && Background == other.Background && Attributes == other.Attributes;

    public override int GetHashCode() => HashCode.Combine(Foreground, Background, (int)Attributes);
}
