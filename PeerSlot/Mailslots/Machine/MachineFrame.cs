using System.Text;

namespace PeerSlot.Mailslots.Machine;

/// <summary>
/// What stands before a message in a slot whose name begins with <c>peerslot\</c>: a mailslot does not tell who wrote, and the protocol
/// answers.
/// <code>
/// byte 0      1        2     3
///      +------+--------+-----+---------------------+---------------
///      | 0x10 | number | n   | computer, n bytes   | message ...
///      +------+--------+-----+---------------------+---------------
/// </code>
/// Byte 0: version 1 in the high nibble, kind 0. Number: the writer's, 1 to 8; 0 = it has no slot to answer to. Computer: its NetBIOS
/// name in ASCII, n = 1 to 15; <c>.</c> = this machine.
/// </summary>
internal static class MachineFrame
{
    /// <summary>Bytes before the message at most.</summary>
    public const int LargestSize = 3 + LongestComputer;

    /// <summary>Characters of a NetBIOS name (RFC 1001 14: 16 with its suffix).</summary>
    public const int LongestComputer = 15;

    private const byte Version = 0x10;

    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> buffer, string computer, int number)
    {
        buffer[0] = Version;
        buffer[1] = (byte)number;
        buffer[2] = (byte)Encoding.ASCII.GetBytes(computer, buffer[3..]);
        return 3 + buffer[2];
    }

    /// <summary>False: not ours. Without a computer the writer cannot be answered.</summary>
    public static bool TryRead(ReadOnlySpan<byte> framed, out ReadOnlySpan<byte> computer, out int number, out ReadOnlySpan<byte> message)
    {
        computer = default;
        number = 0;
        message = default;
        if (framed.Length < 3 || framed[0] != Version || framed[1] > SlotNumbers.Last)
            return false;
        int size = framed[2];
        if (size is 0 or > LongestComputer || framed.Length < 3 + size || !IsComputer(framed.Slice(3, size)))
            return false;
        computer = framed[1] == 0 ? default : framed.Slice(3, size);
        number = framed[1];
        message = framed[(3 + size)..];
        return true;
    }

    /// <summary>A name that can only be a machine's in a path: it decides where answers go.</summary>
    public static bool IsComputer(ReadOnlySpan<byte> name)
    {
        if (name is [(byte)'.'])
            return true;
        foreach (var b in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'-' or (byte)'_'))
                return false;
        }

        return !name.IsEmpty;
    }
}
