namespace PeerSlot.Terminal.Frames;

/// <summary>A style as the terminal can show it.</summary>
/// <param name="Foreground"><see cref="Default"/>, else 0xRRGGBB, a palette index 16-255 or 0-15, by the colour depth.</param>
internal readonly record struct Look(int Foreground, int Background, CellAttributes Attributes)
{
    public const int Default = -1;

    public static Look Plain => new(Default, Default, CellAttributes.None);
}
