using System.Text.Json;
using System.Text.RegularExpressions;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>Whole pictures or none, whatever happens to the receiver or the sender.</summary>
public sealed partial class FilingTests
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

    /// <summary>Fifteen seconds: so long a silent sender may still come back (docs/protocol.md, SenderSilence).</summary>
    [SkippableTheory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void A_sender_killed_in_mid_transfer_leaves_a_line_that_says_how_much_came_and_no_file(bool isJson, bool isGallery)
    {
        Skip.If(LabNetwork.Missing is not null, LabNetwork.Missing);
        using var folder = new TemporaryFolder();
        using var network = new LabNetwork(2);
        var large = TestPictures.Noise(folder, "large.bmp", 3_000, 2_500);
        string[] where = isGallery ? [] : ["--out", folder.Sub("inbox")];
        using var receiver = PeerSlotProcess.Start(
            ["receive", "--count", "1", "--timeout", "60", .. isJson ? new[] { "--json" } : [], .. where, "--data-dir", folder.Sub("b"), "--name", "bea"],
            network.On(1));
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        using var sender = PeerSlotProcess.Start(["send", large, "--json", "--data-dir", folder.Sub("a"), "--name", "ann"], network.On(0));
        sender.WaitForLine(line => line.Contains("\"event\":\"progress\"", StringComparison.Ordinal), "progress");
        sender.Signal("KILL");
        sender.WaitForExit();

        static bool IsLost(string line) => line.Contains("incomplete", StringComparison.Ordinal);
        var said = isJson ? receiver.WaitForLine(IsLost, "incomplete") : receiver.WaitForMessage(IsLost, "incomplete");

        var counts = Incomplete().Match(said);
        Assert.True(counts.Success, said);
        var (have, of) = (long.Parse(counts.Groups[1].ValueSpan), long.Parse(counts.Groups[2].ValueSpan));
        Assert.Equal((new FileInfo(large).Length + SymbolSize - 1) / SymbolSize, of);
        Assert.InRange(have, 1, of - 1);
        if (isJson)
        {
            using var lost = JsonDocument.Parse(said);
            Assert.Equal(("lost", "large.bmp", "ann"), (Text(lost, "event"), Text(lost, "name"), Text(lost, "from")));
            // What came by the last progress event is counted.
            var told = receiver.Output.Where(l => l.Contains("\"event\":\"progress\"", StringComparison.Ordinal)).Select(Have).LastOrDefault();
            Assert.True(have * SymbolSize >= told, $"{have} symbols are fewer than the {told} bytes of the last progress event");
        }

        Assert.DoesNotContain(receiver.Output, line => line.Contains("\"received\"", StringComparison.Ordinal) || line.EndsWith(".bmp", StringComparison.Ordinal));
        Assert.Empty(Pictures(folder["b"]));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(isGallery ? folder["b"] : folder["inbox"], "*", Everything), f => isGallery ? new FileInfo(f).Length > 100_000 : f.Length > 0);
    }

    [Fact]
    public void A_full_gallery_refuses_in_plain_words_on_both_sides_and_deletes_nothing()
    {
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        var old = TestPictures.Noise(folder, "old.bmp", 600, 400);
        using var receiver = PeerSlotProcess.Start(
            ["receive", "--count", "9", "--timeout", "60", .. room.Member(folder, "bea")],
            environment: new Dictionary<string, string> { ["PEERSLOT_GALLERY_QUOTA_BYTES"] = "1048576" });
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        using var first = PeerSlotProcess.Start(["send", old, .. room.Member(folder, "ann")]).Ends(0);

        using var second = PeerSlotProcess.Start(["send", TestPictures.Noise(folder, "new.bmp", 500, 400), .. room.Member(folder, "ann")]).Ends(1);

        Assert.Equal(["bea\trefused"], second.Output);
        Assert.Contains("takes no more pictures", Assert.Single(second.Errors), StringComparison.Ordinal);
        var said = receiver.WaitForMessage(line => line.Contains("new.bmp", StringComparison.Ordinal), "new.bmp");
        Assert.Contains("was not kept. The gallery", said, StringComparison.Ordinal);
        Assert.Contains("gallery.quotaBytes", said, StringComparison.Ordinal);
        Assert.Equal(TestPictures.Sha256(old), TestPictures.Sha256(Assert.Single(Pictures(folder["bea"]))));
    }

    /// <summary>Bytes of picture in a symbol over lan (docs/protocol.md, "Largest message").</summary>
    private const int SymbolSize = 1_344;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, RecurseSubdirectories = true };

    private static string? Text(JsonDocument line, string field) => line.RootElement.GetProperty(field).GetString();

    private static long Have(string line)
    {
        using var progress = JsonDocument.Parse(line);
        return progress.RootElement.GetProperty("have").GetInt64();
    }

    [GeneratedRegex(@"is incomplete, (\d+) of (\d+): ")]
    private static partial Regex Incomplete();

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
