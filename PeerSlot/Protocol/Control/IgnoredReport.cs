using System.Globalization;
using System.Text;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Control;

/// <summary>A peer's answer before its <see cref="SlotReport"/>, where there is something to tell: what came to it and changed nothing.</summary>
/// <remarks>
/// One message in ASCII: <c>ignored 1 PID</c>, then with a blank before each the numbers of not opened, sealed, malformed, forged, unproved, of other
/// rooms, beyond a limit. More numbers may follow. Who does not know it passes over it.
/// </remarks>
public sealed class IgnoredReport(int processId, MessageCounts counts)
{
    private const int LongestMessage = 400;

    /// <summary>Their sum must not overflow.</summary>
    private const long Most = 1L << 56;

    private const string Head = "ignored 1 ";

    public int ProcessId => processId;

    public MessageCounts Counts => counts;

    public byte[] Write() => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"{Head}{ProcessId} {counts.NotOpened} {counts.Sealed} {counts.Malformed} {counts.Forged} {counts.Unproved} {counts.OtherRoom} {counts.BeyondLimit}"));

    public static bool TryRead(ReadOnlySpan<byte> message, out IgnoredReport report)
    {
        var counts = new MessageCounts();
        report = new IgnoredReport(0, counts);
        if (message.Length > LongestMessage)
            return false;
        var text = Encoding.ASCII.GetString(message);
        if (!text.StartsWith(Head, StringComparison.Ordinal))
            return false;
        var fields = text[Head.Length..].Split(' ');
        var numbers = new long[8];
        if (fields.Length < numbers.Length)
            return false;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!long.TryParse(fields[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] > Most)
                return false;
        }

        (counts.NotOpened, counts.Sealed, counts.Malformed) = (numbers[1], numbers[2], numbers[3]);
        (counts.Forged, counts.Unproved, counts.OtherRoom, counts.BeyondLimit) = (numbers[4], numbers[5], numbers[6], numbers[7]);
        report = new IgnoredReport((int)Math.Min(numbers[0], int.MaxValue), counts);
        return true;
    }
}
