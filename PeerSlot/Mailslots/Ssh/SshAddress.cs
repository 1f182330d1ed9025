using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace PeerSlot.Mailslots.Ssh;

/// <summary>A process in the network of the relay, as the relay reaches it.</summary>
/// <remarks>
/// <code>
/// byte 0             16      20     22
///      +-------------+-------+------+
///      | host        | scope | port |
///      +-------------+-------+------+
/// </code>
/// host: IPv6, IPv4 as <c>::ffff:a.b.c.d</c> (RFC 4291 2.5.5.2). scope: the relay's card of a link-local address, else 0.
/// </remarks>
/// <param name="High">The first eight bytes of the host; two halves, as what passes a UInt128 is not compiled ahead.</param>
/// <param name="Low">The last eight.</param>
internal sealed record SshAddress(ulong High, ulong Low, uint Scope, ushort Port) : MailslotAddress
{
    public const int Size = 22;

    private const int LowAt = 8;
    private const int ScopeAt = 16;
    private const int PortAt = 20;

    /// <param name="bytes"><see cref="Size"/> of them; each says something.</param>
    public static SshAddress Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[LowAt..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[ScopeAt..]),
        BinaryPrimitives.ReadUInt16BigEndian(bytes[PortAt..]));

    public static void Write(IPEndPoint endPoint, Span<byte> bytes)
    {
        bytes[..Size].Clear();
        if (endPoint.AddressFamily == AddressFamily.InterNetwork)
        {
            bytes[10..12].Fill(0xFF);
            endPoint.Address.TryWriteBytes(bytes[12..], out _);
        }
        else
        {
            endPoint.Address.TryWriteBytes(bytes, out _);
            BinaryPrimitives.WriteUInt32BigEndian(bytes[ScopeAt..], (uint)endPoint.Address.ScopeId);
        }

        BinaryPrimitives.WriteUInt16BigEndian(bytes[PortAt..], (ushort)endPoint.Port);
    }

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[LowAt..], Low);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[ScopeAt..], Scope);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[PortAt..], Port);
    }

    public IPEndPoint ToEndPoint()
    {
        Span<byte> bytes = stackalloc byte[Size];
        Write(bytes);
        return new IPEndPoint(High == 0 && Low >> 32 == 0xFFFF ? new IPAddress(bytes[12..ScopeAt]) : new IPAddress(bytes[..ScopeAt], Scope), Port);
    }

    public override string ToString() => ToEndPoint().ToString();
}
