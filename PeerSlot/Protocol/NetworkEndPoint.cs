namespace PeerSlot.Protocol;

/// <summary>A process as an IP network knows it, in the form that others can be told.</summary>
/// <param name="host">Its machine.</param>
/// <param name="port">UDP.</param>
public readonly struct NetworkEndPoint(HostAddress host, ushort port)
{
    /// <summary>Bytes on the wire: address 16, port 2.</summary>
    public const int Size = 18;

    public HostAddress Host { get; } = host;

    public ushort Port { get; } = port;
}
