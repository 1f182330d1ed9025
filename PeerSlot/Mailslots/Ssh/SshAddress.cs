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
/// <param name="Host">The first byte highest.</param>
internal sealed record SshAddress(UInt128 Host, uint Scope, ushort Port) : MailslotAddress
{
    public const int Size = 22;

    private const int ScopeAt = 16;
    private const int PortAt = 20;

    /// <param name="bytes"><see cref="Size"/> of them; each says something.</param>
    public static SshAddress Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[ScopeAt..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[PortAt..]));

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
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Host);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[ScopeAt..], Scope);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[PortAt..], Port);
    }

    public IPEndPoint ToEndPoint()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Host);
        return Host >> 32 == 0xFFFF ? new IPEndPoint(new IPAddress(bytes[12..]), Port) : new IPEndPoint(new IPAddress(bytes, Scope), Port);
    }

    public override string ToString() => ToEndPoint().ToString();
}
