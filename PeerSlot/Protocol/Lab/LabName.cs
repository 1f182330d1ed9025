using System.Buffers.Text;
using System.Text;

namespace PeerSlot.Protocol.Lab;

/// <summary>
/// How a lab client is called: a UUID in braces, 38 characters. It is the whole of a notification (ASCII, no NUL) and the name of the
/// client's slot.
/// </summary>
public static class LabName
{
    /// <summary>The slot that a lab server opens at its start and that lab clients write their names to.</summary>
    public const string NotifySlot = "{ed19aa6c-8132-4a3c-82d7-519145548b39}";

    /// <summary>Bytes of a name.</summary>
    public const int Size = 38;

    /// <summary>The name of a client's slot. Slot names know no letter case.</summary>
    public static string SlotOf(Guid client) => client.ToString("B");

    /// <summary>Writes a notification: 38 bytes.</summary>
    /// <param name="asPeer">
    /// From a PeerSlot in a room, whose pictures come by the modern protocol too: in capital letters, which no lab client writes and every lab
    /// server reads.
    /// </param>
    public static void Write(Guid client, bool asPeer, Span<byte> notification)
    {
        if (!Utf8Formatter.TryFormat(client, notification, out _, 'B'))
            throw new ArgumentException($"A notification takes {Size} bytes; {notification.Length} are too few.", nameof(notification));
        if (asPeer)
            Ascii.ToUpperInPlace(notification[..Size], out _);
    }

    /// <summary>
    /// Reads a notification. What stands behind the 38 bytes is ignored: the lab client measures its texts without their end and may
    /// append what lies behind them in memory.
    /// </summary>
    /// <param name="isPeer">It has a capital letter (<see cref="Write"/>).</param>
    /// <returns>
    /// False for everything else, and for the UUID of zeros: Qt makes it of any garbage, so no client has it.
    /// </returns>
    public static bool TryRead(ReadOnlySpan<byte> notification, out Guid client, out bool isPeer)
    {
        (client, isPeer) = (Guid.Empty, false);
        if (notification.Length < Size)
            return false;
        var name = notification[..Size];
        isPeer = name.ContainsAnyInRange((byte)'A', (byte)'F');
        return HasShape(name) && Utf8Parser.TryParse(name, out client, out _, 'B') && client != Guid.Empty;
    }

    /// <summary>Guid's own parser also takes blanks, signs and 0x, which no client writes.</summary>
    private static bool HasShape(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Size; i++)
        {
            var right = i switch
            {
                0 => name[i] == '{',
                Size - 1 => name[i] == '}',
                9 or 14 or 19 or 24 => name[i] == '-',
                _ => char.IsAsciiHexDigit((char)name[i]),
            };
            if (!right)
                return false;
        }

        return true;
    }
}
