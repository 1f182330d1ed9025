using System.Buffers.Binary;

namespace PeerSlot.Protocol.Wire;

/// <summary>Writes big-endian fields one after the other.</summary>
/// <exception cref="ArgumentOutOfRangeException">The buffer is too small: a fault of the caller.</exception>
internal ref struct WireWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Written { get; private set; }

    public readonly int Remaining => _buffer.Length - Written;

    public Span<byte> Take(int count)
    {
        var taken = _buffer.Slice(Written, count);
        Written += count;
        return taken;
    }

    public void WriteByte(byte value) => Take(1)[0] = value;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    public void WriteUInt64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);

    public void WriteUInt40(ulong value)
    {
        WriteByte((byte)(value >> 32));
        WriteUInt32((uint)value);
    }

    public void WriteBytes(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    public void WriteSession(SessionId session) => WriteUInt64(session.Value);

    public void WriteRoom(RoomId room) => WriteUInt32(room.Value);

    public void WritePeer(PeerId peer) => peer.Value.TryWriteBytes(Take(PeerId.Size), bigEndian: true, out _);

    /// <summary>A length byte and the text, at most 255 bytes.</summary>
    public void WriteText(ReadOnlySpan<byte> utf8)
    {
        WriteByte(checked((byte)utf8.Length));
        WriteBytes(utf8);
    }
}
