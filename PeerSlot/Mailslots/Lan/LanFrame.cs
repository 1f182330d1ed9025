using System.Buffers.Binary;

namespace PeerSlot.Mailslots.Lan;

/// <summary>
/// What stands before a message in a UDP datagram. Big-endian; the message is the rest of the datagram and may be empty.
/// <code>
/// byte    0       1               5
///         +---+---+---------------+---------------------
/// kind 0  | 1 | 0 | slot tag      | message ...
///         +---+---+---------------+---+-----------------+---------------
/// kind 1  | 1 | 1 | slot tag      | n | name, n bytes   | message ...
///         +---+---+---------------+---+-----------------+---------------
/// </code>
/// Byte 0: version 1 in the high nibble, the kind in the low one. The tag is the first 4 bytes of SHA-256 of the slot's lower-case
/// name in UTF-8. Kind 0: the tag says it all (names that begin with <c>peerslot\</c>). Kind 1: the name follows in lower-case UTF-8,
/// n = 1 to 200 (slots made by hand).
/// </summary>
internal static class LanFrame
{
    /// <summary>Bytes before the message of kind 0.</summary>
    public const int TaggedSize = 5;

    /// <summary>Bytes of UTF-8.</summary>
    public const int LongestName = 200;

    /// <summary>Bytes before the message at most.</summary>
    public const int LargestSize = TaggedSize + 1 + LongestName;

    private const byte Tagged = 0x10;
    private const byte Named = 0x11;

    /// <summary>False: not ours. An empty <paramref name="name"/> means kind 0.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out uint tag, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> message)
    {
        tag = 0;
        name = default;
        message = default;
        if (datagram.Length < TaggedSize)
            return false;
        var rest = datagram[TaggedSize..];
        if (datagram[0] == Named)
        {
            if (rest.Length == 0 || rest[0] is 0 or > LongestName || rest.Length <= rest[0])
                return false;
            name = rest.Slice(1, rest[0]);
            rest = rest[(1 + name.Length)..];
        }
        else if (datagram[0] != Tagged)
        {
            return false;
        }

        tag = BinaryPrimitives.ReadUInt32BigEndian(datagram[1..]);
        message = rest;
        return true;
    }

    /// <summary>False when <paramref name="buffer"/> is too small; message + <see cref="LargestSize"/> bytes are always enough.</summary>
    public static bool TryWrite(Span<byte> buffer, LanSlotName slot, ReadOnlySpan<byte> message, out int written)
    {
        var name = slot.NameOnWire;
        var header = name.IsEmpty ? TaggedSize : TaggedSize + 1 + name.Length;
        written = header + message.Length;
        if (buffer.Length < written)
            return false;
        buffer[0] = name.IsEmpty ? Tagged : Named;
        BinaryPrimitives.WriteUInt32BigEndian(buffer[1..], slot.Tag);
        if (!name.IsEmpty)
        {
            buffer[TaggedSize] = (byte)name.Length;
            name.CopyTo(buffer[(TaggedSize + 1)..]);
        }

        message.CopyTo(buffer[header..]);
        return true;
    }
}
