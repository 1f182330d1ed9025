using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>A room with the lab in it, in a process of its own, while somebody writes garbage to all its lab slots.</summary>
public sealed class HostileLabTests
{
    private const string NotifySlot = "{ed19aa6c-8132-4a3c-82d7-519145548b39}";
    private const int Notifications = 1_000_000;
    private const int Packets = 100_000;
    private const int MostGrowth = 50_000; // kB

    [SkippableFact]
    public void Garbage_in_the_lab_slots_changes_nothing_but_a_counter_in_the_log_and_keeps_little_memory()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the network local is Unix', and /proc Linux'");
        using var folder = new TemporaryFolder();
        folder.Write("peerslot.json", """{ "lab": { "enabled": "on" } }""");
        var slots = Path.Combine(folder.Sub("run"), "peerslot");
        using var bea = PeerSlotProcess.Start(
            ["receive", "--network", "local", "--verbose", "--config", folder["peerslot.json"], "--data-dir", folder.Sub("bea"), "--name", "bea"],
            environment: new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = folder["run"] });
        bea.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        var random = new Random(1);

        // All 64 slots are open before the measure is taken: that is how many clients there may be.
        using (var notify = Open(slots, NotifySlot))
            WriteNotifications(notify, random, 1_000);
        var clients = WaitForSlots(slots, 64);
        var before = ResidentKilobytes(bea.Id);

        using (var notify = Open(slots, NotifySlot))
            WriteNotifications(notify, random, Notifications);
        WritePackets(clients, random, Packets);

        var line = bea.WaitForMessage(l => l.Contains("no packets and no notifications", StringComparison.Ordinal), "the counter");
        Assert.Matches("^Messages in the lab's slots .*: [0-9]+[.]$", line);
        var growth = ResidentKilobytes(bea.Id) - before;
        Assert.True(growth < MostGrowth, $"{growth} kB more than {before}");
        Assert.Empty(bea.Output);
        Assert.Empty(Directory.GetFileSystemEntries(folder["bea"], "*.png", SearchOption.AllDirectories));
        bea.Signal("INT");
        bea.Ends(130);
        clients.ForEach(c => c.Dispose());
    }

    /// <summary>UUIDs of which only 64 can have a slot, and what is none.</summary>
    private static void WriteNotifications(Socket slot, Random random, int count)
    {
        var uuid = new byte[16];
        Span<byte> message = stackalloc byte[1_000];
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(uuid);
            Encoding.ASCII.GetBytes(new Guid(uuid).ToString("B"), message);
            var length = random.Next(3) == 0 ? random.Next(38) : 38;
            if (random.Next(3) == 0)
                message[random.Next(38)] = (byte)random.Next(256);
            slot.Send(message[..length]);
        }
    }

    /// <summary>Any type, numbers near 2^31, sizes below 0 and far too large, 0 to 1000 bytes.</summary>
    private static void WritePackets(List<Socket> slots, Random random, int count)
    {
        var packet = new byte[1_000];
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(packet.AsSpan(0, 40));
            var type = random.Next(4) == 0 ? random.Next(int.MinValue, int.MaxValue) : random.Next(3);
            var number = random.Next(4) == 0 ? random.Next(-5, 1_000) : int.MaxValue - random.Next(1_000_000);
            BinaryPrimitives.WriteInt32LittleEndian(packet, type);
            BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(4), number);
            if (type == 0)
                BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(8), random.Next(2) == 0 ? -random.Next(1_000) : random.Next(80_000_000));
            slots[i % slots.Count].Send(packet.AsSpan(0, random.Next(3) == 0 ? random.Next(1_001) : 300));
        }
    }

    private static Socket Open(string folder, string slot)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(folder, $"{slot}.slot")));
        return socket;
    }

    private static List<Socket> WaitForSlots(string folder, int count)
    {
        var deadline = DateTime.UtcNow + PeerSlotProcess.Limit;
        using var watcher = new FileSystemWatcher(folder);
        while (true)
        {
            var names = Directory.GetFiles(folder, "{*.slot").Select(f => Path.GetFileNameWithoutExtension(f)!).Where(n => n != NotifySlot).ToList();
            if (names.Count == count)
                return names.ConvertAll(name => Open(folder, name));
            Assert.True(DateTime.UtcNow < deadline, $"{names.Count} slots of clients instead of {count}");
            watcher.WaitForChanged(WatcherChangeTypes.All, 100); // One that came in between is seen by the next look.
        }
    }

    private static int ResidentKilobytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
