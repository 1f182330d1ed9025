using System.Diagnostics;
using PeerSlot.Mailslots;
using PeerSlot.Protocol.Control;

namespace PeerSlot.Exchange.Slots;

/// <summary>The slots that a running PeerSlot reads.</summary>
/// <param name="Name">Its name in the room.</param>
public sealed record PeerSlots(int ProcessId, string Name, IReadOnlyList<SlotState> Slots)
{
    public IgnoredDatagrams Ignored { get; init; } = IgnoredDatagrams.None;
}

/// <summary>Asks the running PeerSlots of this machine for their slots, through their control slots.</summary>
public static class SlotInquiry
{
    /// <param name="processId">The one to ask; null = all.</param>
    /// <param name="limit">How long to wait for those that were asked.</param>
    /// <returns>Sorted by process id; who does not answer in time is not in it.</returns>
    /// <exception cref="SlotException">The slot for the answers cannot be created.</exception>
    public static IReadOnlyList<PeerSlots> Ask(int? processId, TimeSpan limit)
    {
        try
        {
            using var driver = Networks.OpenMachine();
            var replySlot = $"{SlotQuestion.SlotOf(Environment.ProcessId)}-answers";
            using var server = driver.CreateServer(MailslotPath.Local(replySlot), maximumMessageSize: 0, TimeSpan.Zero);
            var asked = (processId is { } one ? [one] : RunningProcesses()).Where(id => TryAsk(driver, id, replySlot)).ToHashSet();
            return TakeAnswers(server, asked, limit);
        }
        catch (MailslotException e)
        {
            throw SlotException.Of(e);
        }
    }

    /// <summary>Whoever has a control slot is a PeerSlot, whatever its file is called.</summary>
    private static IEnumerable<int> RunningProcesses()
    {
        foreach (var process in Process.GetProcesses())
        {
            using (process)
                yield return process.Id;
        }
    }

    private static bool TryAsk(IMailslotDriver driver, int processId, string replySlot)
    {
        try
        {
            using var client = driver.OpenClient(MailslotPath.Local(SlotQuestion.SlotOf(processId)));
            client.Write(SlotQuestion.Write(replySlot));
            return true;
        }
        catch (MailslotException)
        {
            return false;
        }
    }

    private static List<PeerSlots> TakeAnswers(IMailslotServer server, HashSet<int> asked, TimeSpan limit)
    {
        var started = Stopwatch.GetTimestamp();
        var answers = new List<PeerSlots>();
        var ignored = new Dictionary<int, IgnoredDatagrams>();
        var buffer = new byte[MailslotLimits.LargestMessage];
        while (asked.Count > 0 && limit - Stopwatch.GetElapsedTime(started) is var left && left > TimeSpan.Zero)
        {
            server.SetReadTimeout(left);
            if (server.Read(buffer, out var message) != MailslotReadResult.Message)
                continue;
            if (IgnoredReport.TryRead(buffer.AsSpan(0, message.Size), out var counts) && asked.Contains(counts.ProcessId))
                ignored[counts.ProcessId] = new IgnoredDatagrams(counts.Counts);
            else if (SlotReport.TryRead(buffer.AsSpan(0, message.Size), out var report) && asked.Remove(report.ProcessId))
                answers.Add(new PeerSlots(report.ProcessId, report.Name, [.. report.Rows.Select(StateOf)])
                {
                    Ignored = ignored.GetValueOrDefault(report.ProcessId, IgnoredDatagrams.None),
                });
        }

        answers.Sort((a, b) => a.ProcessId.CompareTo(b.ProcessId));
        return answers;
    }

    private static SlotState StateOf(SlotReport.Row row) => new(
        row.Network, row.Path, row.Maximum, row.Next, row.Count, row.Timeout < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(row.Timeout), row.Received);
}
