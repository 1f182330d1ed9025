namespace PeerSlot.Terminal;

/// <summary>What a terminal said of itself; null and false where it said nothing.</summary>
public sealed record TerminalAnswers
{
    public ColorDepth? Colors { get; init; }

    /// <summary>Kitty's graphics protocol.</summary>
    public bool ShowsKitty { get; init; }

    public bool ShowsSixel { get; init; }

    /// <summary>Its name and version, as XTVERSION gives them; empty where it does not.</summary>
    public string Version { get; init; } = "";

    /// <summary>A cell.</summary>
    public (double Width, double Height)? CellPixels { get; init; }

    /// <summary>0xRRGGBB.</summary>
    public int? Background { get; init; }
}
