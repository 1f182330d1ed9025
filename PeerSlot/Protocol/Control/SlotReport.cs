using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PeerSlot.Protocol.Control;

/// <summary>A peer's answer: its slots as GetMailslotInfo shows them.</summary>
/// <remarks>
/// One message of UTF-8 lines: <c>slots 1 PID TAB name</c>, then for each slot network, path, maximum, next, count, timeout in ms (-1 = forever)
/// and messages received, with tabs between. Lines beyond the largest message are left out.
/// </remarks>
public sealed record SlotReport(int ProcessId, string Name, IReadOnlyList<SlotReport.Row> Rows)
{
    /// <summary>Slots of one peer: three a network, and 64 of lab clients.</summary>
    private const int MaximumRows = 512;

    private const string Head = "slots 1 ";

    /// <param name="Maximum">Bytes; 0 = any.</param>
    /// <param name="Next">Bytes; -1 = MAILSLOT_NO_MESSAGE.</param>
    /// <param name="Timeout">Milliseconds; -1 = forever.</param>
    public sealed record Row(string Network, string Path, int Maximum, int Next, int Count, long Timeout, long Received);

    /// <param name="largest">Bytes that a message may have.</param>
    public byte[] Write(int largest)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Head}{ProcessId}\t{OneField(Name)}\n");
        var size = Encoding.UTF8.GetByteCount(text.ToString());
        foreach (var row in Rows)
        {
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{OneField(row.Network)}\t{OneField(row.Path)}\t{row.Maximum}\t{row.Next}\t{row.Count}\t{row.Timeout}\t{row.Received}\n");
            size += Encoding.UTF8.GetByteCount(line);
            if (size > largest)
                break;
            text.Append(line);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out SlotReport report)
    {
        report = new SlotReport(0, "", []);
        var lines = Encoding.UTF8.GetString(message).Split('\n');
        var head = lines[0].Split('\t');
        if (head.Length != 2 || !head[0].StartsWith(Head, StringComparison.Ordinal) || lines.Length > MaximumRows + 2
            || !int.TryParse(head[0].AsSpan(Head.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var processId))
            return false;
        var rows = new List<Row>();
        foreach (var line in lines.Skip(1))
        {
            if (line.Length == 0)
                continue;
            if (!TryReadRow(line, out var row))
                return false;
            rows.Add(row);
        }

        report = new SlotReport(processId, head[1], rows);
        return true;
    }

    private static bool TryReadRow(string line, [NotNullWhen(true)] out Row? row)
    {
        row = null;
        var fields = line.Split('\t');
        if (fields.Length != 7 || !TryRead(fields[2], 0, out var maximum) || !TryRead(fields[3], -1, out var next) || !TryRead(fields[4], 0, out var count)
            || !TryRead(fields[5], -1, out var timeout)
            || !long.TryParse(fields[6], NumberStyles.None, CultureInfo.InvariantCulture, out var received))
            return false;
        row = new Row(fields[0], fields[1], maximum, next, count, timeout, received);
        return true;
    }

    private static bool TryRead(string field, int least, out int value) =>
        int.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least;

    private static string OneField(string text) => string.Concat(text.Where(c => !char.IsControl(c)));
}
