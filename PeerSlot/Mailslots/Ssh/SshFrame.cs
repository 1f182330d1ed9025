using System.Buffers.Binary;
using PeerSlot.Mailslots.Lan;

namespace PeerSlot.Mailslots.Ssh;

/// <summary>What a frame asks for.</summary>
internal enum SshFrameKind : byte
{
    /// <summary>Nothing: the line is still there.</summary>
    Alive = 0,

    /// <summary>To the relay: read this slot.</summary>
    Open = 1,

    /// <summary>To the relay: write this message to everybody's slot of that name.</summary>
    ToEverybody = 2,

    /// <summary>To the relay: write this message to that slot of one process.</summary>
    ToOne = 3,

    /// <summary>From the relay: this message came into that slot, from there.</summary>
    Message = 4,
}

/// <summary>
/// A message on the way between a bridge and its relay, over the pipe that ssh is. Big-endian.
/// <code>
/// byte    0      2      3
///         +------+------+------------
///         | size | kind | body ...
///         +------+------+---------+------+-------------+
/// kind 0  | 1    | 0    |         |      |             |
/// kind 1  | size | 1    |         | slot |             |
/// kind 2  | size | 2    |         | slot | message ... |
/// kind 3  | size | 3    | address | slot | message ... |
/// kind 4  | size | 4    | address | slot | message ... |
///         +------+------+---------+------+-------------+
/// </code>
/// Size: bytes of kind and body. Address: <see cref="SshAddress"/>. Slot: n, 1 to 200, and its name as n bytes of UTF-8. Message: as it is on the network, sealed
/// or not; at most 1,421 bytes.
/// </summary>
internal readonly ref struct SshFrame
{
    /// <summary>Bytes before the kind.</summary>
    public const int SizeField = 2;

    /// <summary>Bytes of UTF-8.</summary>
    public const int LongestName = LanFrame.LongestName;

    public const int LargestMessage = LanDriver.SafeMessageSize;

    /// <summary>Bytes of kind and body.</summary>
    public const int LargestContent = 1 + SshAddress.Size + 1 + LongestName + LargestMessage;

    public required SshFrameKind Kind { get; init; }

    /// <summary>Empty, or <see cref="SshAddress.Size"/> bytes.</summary>
    public ReadOnlySpan<byte> Address { get; init; }

    /// <summary>UTF-8; empty for <see cref="SshFrameKind.Alive"/> alone.</summary>
    public ReadOnlySpan<byte> Slot { get; init; }

    public ReadOnlySpan<byte> Message { get; init; }

    /// <summary>Reads kind and body; false: not ours, and the line is of no more use.</summary>
    public static bool TryRead(ReadOnlySpan<byte> content, out SshFrame frame)
    {
        frame = default;
        if (content.IsEmpty || content.Length > LargestContent || content[0] > (byte)SshFrameKind.Message)
            return false;
        var kind = (SshFrameKind)content[0];
        var rest = content[1..];
        ReadOnlySpan<byte> address = default;
        if (kind is SshFrameKind.ToOne or SshFrameKind.Message)
        {
            if (rest.Length < SshAddress.Size)
                return false;
            address = rest[..SshAddress.Size];
            rest = rest[SshAddress.Size..];
        }

        ReadOnlySpan<byte> slot = default;
        if (kind != SshFrameKind.Alive)
        {
            if (rest.IsEmpty || rest[0] is 0 or > LongestName || rest.Length <= rest[0])
                return false;
            slot = rest.Slice(1, rest[0]);
            rest = rest[(1 + slot.Length)..];
        }

        if (rest.Length > (kind is SshFrameKind.Alive or SshFrameKind.Open ? 0 : LargestMessage))
            return false;
        frame = new SshFrame { Kind = kind, Address = address, Slot = slot, Message = rest };
        return true;
    }

    /// <param name="buffer">At least <see cref="SizeField"/> + <see cref="LargestContent"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    public int Write(Span<byte> buffer)
    {
        var at = SizeField;
        buffer[at++] = (byte)Kind;
        Address.CopyTo(buffer[at..]);
        at += Address.Length;
        if (Kind != SshFrameKind.Alive)
        {
            buffer[at++] = (byte)Slot.Length;
            Slot.CopyTo(buffer[at..]);
            at += Slot.Length;
        }

        Message.CopyTo(buffer[at..]);
        at += Message.Length;
        BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)(at - SizeField));
        return at;
    }
}
