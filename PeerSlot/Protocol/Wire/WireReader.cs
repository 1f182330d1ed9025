using System.Buffers.Binary;
using System.Text.Unicode;

namespace PeerSlot.Protocol.Wire;

/// <summary>
/// Reads big-endian fields from hostile bytes. Past the end it gives zeros and empty spans and remembers that it failed, so that
/// a message is read field after field and judged once.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private bool _failed;

    public readonly bool IsValid => !_failed;

    /// <summary>Nothing failed and nothing is left.</summary>
    public readonly bool IsWhole => !_failed && _rest.IsEmpty;

    public readonly int Remaining => _rest.Length;

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > _rest.Length)
        {
            _failed = true;
            _rest = [];
            return [];
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    public byte ReadByte() => ReadBytes(1) is [var value] ? value : (byte)0;

    public ushort ReadUInt16() => BinaryPrimitives.TryReadUInt16BigEndian(ReadBytes(2), out var value) ? value : (ushort)0;

    public uint ReadUInt32() => BinaryPrimitives.TryReadUInt32BigEndian(ReadBytes(4), out var value) ? value : 0;

    public ulong ReadUInt64() => BinaryPrimitives.TryReadUInt64BigEndian(ReadBytes(8), out var value) ? value : 0;

    public ulong ReadUInt40() => (ulong)ReadByte() << 32 | ReadUInt32();

    public SessionId ReadSession() => new(ReadUInt64());

    public RoomId ReadRoom() => new(ReadUInt32());

    public PeerId ReadPeer() => ReadBytes(PeerId.Size) is { Length: PeerId.Size } id ? new PeerId(new Guid(id, bigEndian: true)) : default;

    public NetworkEndPoint ReadEndPoint() => new(new HostAddress(ReadUInt64(), ReadUInt64()), ReadUInt16());

    /// <summary>A length byte and that many bytes of UTF-8; fails where they are more than <paramref name="maximum"/> or not UTF-8.</summary>
    public ReadOnlySpan<byte> ReadText(int maximum)
    {
        var text = ReadBytes(ReadByte());
        if (text.Length > maximum || !Utf8.IsValid(text))
            _failed = true;
        return _failed ? [] : text;
    }
}
