namespace PeerSlot.Protocol;

/// <summary>A process as an IP network knows it, in the form that others can be told.</summary>
/// <param name="host">An IPv6 address, the first byte highest; IPv4 as <c>::ffff:a.b.c.d</c> (RFC 4291 2.5.5.2).</param>
/// <param name="port">UDP.</param>
public readonly struct NetworkEndPoint(UInt128 host, ushort port)
{
    /// <summary>Bytes on the wire: address 16, port 2.</summary>
    public const int Size = 18;

    public UInt128 Host { get; } = host;

    public ushort Port { get; } = port;

    public bool IsV4 => Host >> 32 == 0xFFFF;
}
