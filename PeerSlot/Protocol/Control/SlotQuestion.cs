using System.Text;

namespace PeerSlot.Protocol.Control;

/// <summary>
/// What <c>peerslot slot info</c> writes to the slot <c>peerslot\control-PID</c> of each running peer: which slots does it read?
/// <code>
/// byte 0   1    2               n + 2
///      +---+----+---------------+
///      | 1 | n  | reply slot    |     ASCII, peerslot\control-...
///      +---+----+---------------+
/// </code>
/// </summary>
public static class SlotQuestion
{
    /// <summary>Answers go to slots of this beginning only, so that a question makes nobody write elsewhere.</summary>
    public const string Prefix = @"peerslot\control-";

    private const byte Version = 1;

    /// <summary>The longest slot name after its path's prefix is 246 (MAX_PATH); replies need far less.</summary>
    private const int LongestName = 100;

    /// <summary>The control slot of a process.</summary>
    public static string SlotOf(int processId) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefix}{processId}");

    public static byte[] Write(string replySlot) => [Version, (byte)replySlot.Length, .. Encoding.ASCII.GetBytes(replySlot)];

    public static bool TryRead(ReadOnlySpan<byte> message, out string replySlot)
    {
        replySlot = "";
        if (message.Length < 2 || message[0] != Version || message[1] > LongestName || message.Length != 2 + message[1])
            return false;
        var name = message[2..];
        foreach (var b in name[Math.Min(Prefix.Length, name.Length)..])
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '-')
                return false;
        }

        replySlot = Encoding.ASCII.GetString(name);
        return replySlot.Length > Prefix.Length && replySlot.StartsWith(Prefix, StringComparison.Ordinal);
    }
}
