using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>Whole pictures or none, whatever happens to the receiver.</summary>
public sealed class FilingTests
{
    [Fact]
    public void A_receiver_killed_in_mid_transfer_leaves_no_half_picture_and_starts_again()
    {
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        var large = TestPictures.Noise(folder, "large.bmp", 2_000, 2_000);
        var receive = new[] { "receive", "--count", "1", "--timeout", "60", "--json" };
        using var sender = StartKilled(folder, room, large, receive);

        Assert.Empty(Pictures(folder["bea"]));
        using var again = PeerSlotProcess.Start([.. receive, .. room.Member(folder, "bea")]);
        again.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        var small = TestPictures.Noise(folder, "small.bmp", 20, 20);
        using var next = PeerSlotProcess.Start(["send", small, "--to", "bea", .. room.Member(folder, "ann2")]);
        again.WaitForLine(line => line.Contains("\"event\":\"received\"", StringComparison.Ordinal), "received");
        next.Ends(0);
    }

    [Fact]
    public void The_receiver_is_told_whether_the_sender_took_something_out()
    {
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        // One pixel, with a comment.
        File.WriteAllBytes(
            folder["said.gif"],
            [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x21, 0xFE, 5, .. "hello"u8, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B]);
        using var receiver = PeerSlotProcess.Start(["receive", "--count", "2", "--timeout", "60", "--json", .. room.Member(folder, "bea")]);
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        using var first = PeerSlotProcess.Start(["send", folder["said.gif"], .. room.Member(folder, "ann")]).Ends(0);
        using var second = PeerSlotProcess.Start(["send", folder["said.gif"], "--keep-metadata", .. room.Member(folder, "ann")]).Ends(0);
        receiver.Ends(0);
        Assert.Equal(
            ["true", "false"],
            receiver.Output.Where(l => l.Contains("\"received\"", StringComparison.Ordinal)).Select(l => l[(l.IndexOf("\"stripped\":", StringComparison.Ordinal) + 11)..^1]));
    }

    [SkippableFact]
    public void A_full_disk_refuses_the_picture_in_plain_words_and_loses_nothing()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && Tools.IsRoot && Tools.Exists("mount"), "mounting a small tmpfs needs root");
        using var folder = new TemporaryFolder();
        var small = folder.Sub("disk");
        Tools.Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small);
        try
        {
            var room = new LoopbackRoom();
            var fits = TestPictures.Noise(folder, "fits.bmp", 100, 100);
            var tooLarge = TestPictures.Noise(folder, "large.bmp", 500, 400);
            using var receiver = PeerSlotProcess.Start(["receive", "--out", small, "--timeout", "60", .. room.Member(folder, "bea")]);
            receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
            using var first = PeerSlotProcess.Start(["send", fits, .. room.Member(folder, "ann")]).Ends(0);

            using var second = PeerSlotProcess.Start(["send", tooLarge, .. room.Member(folder, "ann")]).Ends(1);

            Assert.Equal(["bea\trefused"], second.Output);
            Assert.Contains(second.Errors, line => line.Contains("disk", StringComparison.Ordinal));
            receiver.WaitForMessage(
                line => line.Contains("full", StringComparison.Ordinal) && line.Contains("large.bmp", StringComparison.Ordinal), "full disk");
            var kept = Assert.Single(Directory.GetFiles(small, "*", new EnumerationOptions { AttributesToSkip = 0 }));
            Assert.Equal(TestPictures.Sha256(fits), TestPictures.Sha256(kept));
        }
        finally
        {
            Tools.TryRun("umount", "-l", small);
        }
    }

    [Fact]
    public void A_picture_larger_than_the_receiver_takes_is_refused_on_both_sides()
    {
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        using var receiver = PeerSlotProcess.Start(["receive", "--max-bytes", "1000", "--timeout", "60", .. room.Member(folder, "bea")]);
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        using var sender = PeerSlotProcess.Start(["send", TestPictures.Noise(folder, "a.bmp", 40, 40), .. room.Member(folder, "ann")]).Ends(1);
        Assert.Equal(["bea\trefused"], sender.Output);
        Assert.Contains("--max-bytes", Assert.Single(sender.Errors), StringComparison.Ordinal);
        receiver.WaitForMessage(
            line => line.Contains("a.bmp", StringComparison.Ordinal) && line.Contains("not taken", StringComparison.Ordinal), "not taken");
    }

    private static PeerSlotProcess StartKilled(TemporaryFolder folder, LoopbackRoom room, string large, string[] receive)
    {
        using var receiver = PeerSlotProcess.Start([.. receive, .. room.Member(folder, "bea")]);
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        var sender = PeerSlotProcess.Start(["send", large, "--wait", "5", .. room.Member(folder, "ann")]);
        receiver.WaitForLine(line => line.Contains("\"event\":\"progress\"", StringComparison.Ordinal), "progress");
        receiver.Signal("KILL");
        receiver.WaitForExit();
        Assert.DoesNotContain(receiver.Output, line => line.Contains("\"event\":\"received\"", StringComparison.Ordinal));
        return sender;
    }

    private static IEnumerable<string> Pictures(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".bmp" or ".png" or ".jpg");
}
