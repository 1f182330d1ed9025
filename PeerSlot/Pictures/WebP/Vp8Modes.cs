namespace PeerSlot.Pictures.WebP;

/// <summary>How a macroblock of luma, or its chroma, is predicted (RFC 6386, 8.1 and 8.2).</summary>
internal enum Vp8Mode : byte
{
    Dc,
    Vertical,
    Horizontal,
    TrueMotion,

    /// <summary>Each of the 16 subblocks by a mode of its own.</summary>
    Subblocks,
}

/// <summary>How a subblock of 4x4 is predicted (RFC 6386, 8.3 and 12.3), in the order of the probabilities' table.</summary>
internal enum Vp8SubblockMode : byte
{
    Dc,
    TrueMotion,
    Vertical,
    Horizontal,
    RightDown,
    VerticalRight,
    LeftDown,
    VerticalLeft,
    HorizontalDown,
    HorizontalUp,
}

/// <summary>Reads modes along the trees of RFC 6386, 8.1 and 11.2 to 11.4, for key frames.</summary>
internal static class Vp8Modes
{
    public static Vp8Mode ReadLuma(Vp8BoolReader bits)
    {
        if (!bits.Read(145))
            return Vp8Mode.Subblocks;
        if (!bits.Read(156))
            return bits.Read(163) ? Vp8Mode.Vertical : Vp8Mode.Dc;
        return bits.Read(128) ? Vp8Mode.TrueMotion : Vp8Mode.Horizontal;
    }

    public static Vp8Mode ReadChroma(Vp8BoolReader bits)
    {
        if (!bits.Read(142))
            return Vp8Mode.Dc;
        if (!bits.Read(114))
            return Vp8Mode.Vertical;
        return bits.Read(183) ? Vp8Mode.TrueMotion : Vp8Mode.Horizontal;
    }

    public static Vp8SubblockMode ReadSubblock(Vp8BoolReader bits, ReadOnlySpan<byte> p)
    {
        if (!bits.Read(p[0]))
            return Vp8SubblockMode.Dc;
        if (!bits.Read(p[1]))
            return Vp8SubblockMode.TrueMotion;
        if (!bits.Read(p[2]))
            return Vp8SubblockMode.Vertical;
        if (!bits.Read(p[3]))
        {
            if (!bits.Read(p[4]))
                return Vp8SubblockMode.Horizontal;
            return bits.Read(p[5]) ? Vp8SubblockMode.VerticalRight : Vp8SubblockMode.RightDown;
        }

        if (!bits.Read(p[6]))
            return Vp8SubblockMode.LeftDown;
        if (!bits.Read(p[7]))
            return Vp8SubblockMode.VerticalLeft;
        return bits.Read(p[8]) ? Vp8SubblockMode.HorizontalUp : Vp8SubblockMode.HorizontalDown;
    }

    /// <summary>What a whole macroblock's mode means to the subblocks beside it (RFC 6386, 11.3).</summary>
    public static Vp8SubblockMode AsSubblock(Vp8Mode mode) => mode switch
    {
        Vp8Mode.Vertical => Vp8SubblockMode.Vertical,
        Vp8Mode.Horizontal => Vp8SubblockMode.Horizontal,
        Vp8Mode.TrueMotion => Vp8SubblockMode.TrueMotion,
        _ => Vp8SubblockMode.Dc,
    };
}
