namespace PeerSlot.Commands;

/// <summary>How a picture becomes something that a terminal shows; the names are those of <c>--mode</c>.</summary>
internal enum ShowMode
{
    Half, Quadrant, Block, Best, Sixel, Kitty, Ascii,
}

/// <summary>What a person asked of <c>peerslot show</c>; null is left to the terminal.</summary>
internal sealed record ShowWishes
{
    /// <summary>Cells, at most.</summary>
    public (int Columns, int Rows)? Size { get; init; }

    public ShowMode? Mode { get; init; }

    public bool IsCompact { get; init; }

    public bool IsDithered { get; init; }

    public int Frames { get; init; } = 1;

    /// <summary>0xRRGGBB.</summary>
    public int? Background { get; init; }
}
