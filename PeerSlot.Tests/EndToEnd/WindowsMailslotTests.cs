using System.Text;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>Published win-x64 files that meet in the kernel's mailslots, under Wine or on Windows.</summary>
public sealed class WindowsMailslotTests(WindowsMachine wine) : IClassFixture<WindowsMachine>
{
    private static readonly int[] Sizes = [0, 1, 291, 292, 293, 584, 100_000, 5_000_000];

    [SkippableFact]
    public void Payloads_of_every_size_arrive_identical_by_the_lab_protocol()
    {
        Skip.If(WindowsMachine.Missing is not null, WindowsMachine.Missing);
        using var folder = new TemporaryFolder();
        using var receiver = wine.Start(
            ["lab", "receive", "--raw", "--out", folder.Sub("inbox"), "--count", $"{Sizes.Length}", "--network", "windows"]);
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        foreach (var size in Sizes)
        {
            var file = folder[$"{size}"];
            File.WriteAllBytes(file, TestBytes(size));
            var id = Guid.NewGuid();

            using var sender = wine.Start(["lab", "send", "--raw", file, "--uuid", $"{id}", "--network", "windows"]).Ends(0);

            Assert.Equal([$"{{{id}}}\tsent, no receipts exist"], sender.Output);
            var path = WindowsMachine.PathOf(receiver.WaitForLine(l => l.Contains($"{id:N}"[..8], StringComparison.Ordinal), $"the payload of {size} bytes"));
            Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(path)), $"{size} bytes");
        }

        receiver.Ends(0);
    }

    [SkippableFact]
    public void A_paused_slot_fills_visibly_and_is_read_by_hand()
    {
        Skip.If(WindowsMachine.Missing is not null, WindowsMachine.Missing);
        using var reader = wine.Start(["slot", "create", @"\\.\mailslot\queue", "--count", "3", "--network", "windows"]);
        reader.WaitForMessage(line => line.StartsWith("Reading", StringComparison.Ordinal), "Reading");
        Tell(reader, "timeout 12345");
        Tell(reader, "pause");
        reader.WaitForMessage(line => line.StartsWith("Paused", StringComparison.Ordinal), "Paused");

        for (var i = 1; i <= 3; i++)
        {
            using var writer = wine.Start(["slot", "write", "//./mailslot/queue", new string('x', i), "--network", "windows"]).Ends(0);
            reader.WaitForMessage(line => line == $"windows: maximum 0, next 1, count {i}, timeout 12345 ms", $"count {i}");
        }

        using var info = wine.Start(["slot", "info"]).Ends(0);
        Assert.Contains(@"windows	\\.\mailslot\queue	0	1	3	12345 ms	0", info.Output);
        Assert.Contains(info.Output, line => line.Contains(@"\peerslot\control-", StringComparison.Ordinal) && line.Contains("\t--\t0\tforever\t", StringComparison.Ordinal));
        Assert.Empty(reader.Output);

        Tell(reader, "read");
        reader.WaitForMessage(line => line == "windows: maximum 0, next 2, count 2, timeout 12345 ms", "count 2");
        Assert.Equal(["x"], reader.Output);
        Tell(reader, "resume");
        reader.Ends(0);
        Assert.Equal(["x", "xx", "xxx"], reader.Output);
    }

    private static byte[] TestBytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private static void Tell(PeerSlotProcess process, string order)
    {
        process.Input.Write(Encoding.ASCII.GetBytes(order + "\n"));
        process.Input.Flush();
    }
}
