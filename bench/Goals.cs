using System.Globalization;

namespace PeerSlot.Bench;

/// <summary>Goals in process, warm, on one core, as a table in Markdown: the least CPU time of many runs, since other work on the machine only ever adds to it.</summary>
internal static class Goals
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    public static void Head() => Console.WriteLine("| what | CPU ms | goal |\n|---|---|---|");

    /// <param name="goal">Milliseconds.</param>
    /// <param name="times">Runs that are measured as one: the system counts CPU time in steps of up to 10 ms.</param>
    public static void Measure(string what, double goal, Func<object> run, int times = 1)
    {
        var (least, spent) = (double.MaxValue, TimeSpan.Zero);
        while (spent < Each)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < times; i++)
                GC.KeepAlive(run());
            var took = Environment.CpuUsage.TotalTime - before;
            least = Math.Min(least, took.TotalMilliseconds / times);
            spent += took;
        }

        var met = least <= goal ? "" : ", **not met**";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {least:F2} | {goal}{met} |"));
    }
}
