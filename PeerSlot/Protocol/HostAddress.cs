namespace PeerSlot.Protocol;

/// <summary>A host as an IP network knows it: an IPv6 address, or IPv4 as <c>::ffff:a.b.c.d</c> (RFC 4291 2.5.5.2).</summary>
/// <param name="High">The first 8 bytes, the first highest.</param>
/// <param name="Low">The last 8 bytes.</param>
/// <remarks>Two halves, because methods that pass a <see cref="UInt128"/> cannot be compiled ahead.</remarks>
public readonly record struct HostAddress(ulong High, ulong Low)
{
    public bool IsV4 => High == 0 && Low >> 32 == 0xFFFF;

    /// <summary>The four bytes of IPv4, the first highest; means nothing unless <see cref="IsV4"/>.</summary>
    public uint V4 => (uint)Low;

    /// <summary>The first <paramref name="bits"/>, 1 to 64.</summary>
    public ulong First(int bits) => High >> 64 - bits;
}
