namespace PeerSlot.Terminal;

/// <summary>What a person may say about the terminal.</summary>
public sealed record TerminalSettings
{
    /// <summary>
    /// auto, 16m, 256, 16 or 2 (no colours). Auto asks the environment and the terminal; 256 saves 40 % of the bytes on a slow line.
    /// </summary>
    public string Colors { get; init; } = "auto";

    /// <summary>False leaves the mouse to the terminal, for its own selection of text.</summary>
    public bool Mouse { get; init; } = true;

    /// <summary>True draws boxes, symbols and pictures with ASCII, whatever the terminal can; false leaves it to the terminal's locale.</summary>
    public bool Ascii { get; init; }

    /// <summary>The depth that <see cref="Colors"/> asks for; null for auto.</summary>
    /// <returns>False where it is none of the five words.</returns>
    public bool TryReadColors(out ColorDepth? depth)
    {
        depth = Colors switch
        {
            "16m" => ColorDepth.TrueColor,
            "256" => ColorDepth.Colors256,
            "16" => ColorDepth.Colors16,
            "2" => ColorDepth.Monochrome,
            _ => null,
        };
        return depth is not null || Colors == "auto";
    }
}
