using System.Globalization;
using System.Text.RegularExpressions;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>Two rooms that do not hear each other, as their ports differ, and a real ssh between them.</summary>
public sealed partial class BridgeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackRoom _near = new();
    private readonly LoopbackRoom _far = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Pictures_go_both_ways_between_two_rooms_that_are_apart()
    {
        using var server = Server();
        var (here, there) = (TestPictures.Photo(_folder), TestPictures.Noise(_folder, "noise.bmp", 300, 200));
        using var cid = Receive(_near, "cid", "--timeout", "60");
        using var bea = Receive(_far, "bea", "--count", "1", "--timeout", "60");
        using var ann = Bridge(server);
        ann.WaitForLine(l => l == "bea is here.", "bea");
        ann.WaitForLine(l => l == "cid is here.", "cid");
        Type(ann, $"send {here} bea");
        bea.Ends(0);
        Assert.Equal(TestPictures.Sha256(here), TestPictures.Sha256(Assert.Single(bea.Output)));

        // Everybody there is who is there, and ann; cid is in the other room.
        using var dan = PeerSlotProcess.Start(["send", there, .. Member(_far, "dan")]).Ends(0);
        Assert.Equal(["ann\tdelivered"], dan.Output);
        Assert.Contains(Directory.GetFiles(_folder["ann/gallery"]), f => TestPictures.Sha256(f) == TestPictures.Sha256(there));

        Type(ann, "quit");
        ann.Ends(0);
        AssertGone(server);
    }

    [SkippableFact]
    public void The_screens_open_with_the_peers_of_both_rooms()
    {
        using var server = Server();
        using var cid = Receive(_near, "cid", "--timeout", "60");
        using var bea = Receive(_far, "bea", "--timeout", "60");
        using var ann = PtyProcess.Start(PeerSlotProcess.Executable, ["bridge", .. Arguments(server)]);
        ann.WaitForText("10Quit");
        ann.Send("\u001b[17~");
        // Names also stand elsewhere, in a line that tells who came.
        ann.WaitFor(e => e.Rows.Any(row => row.Contains("bea", StringComparison.Ordinal) && row.Contains(" ssh ", StringComparison.Ordinal)), "bea by ssh");
        ann.WaitFor(e => e.Rows.Any(row => row.Contains("cid", StringComparison.Ordinal) && row.Contains(" lan ", StringComparison.Ordinal)), "cid by lan");
        ann.Send("\u001b[21~");
        Assert.Equal(0, ann.WaitForExit());
        Assert.Empty(ann.Look(s => s.ChangedModes));
    }

    [SkippableFact]
    public void A_line_that_breaks_is_told_and_comes_again_and_nothing_is_left_at_the_far_end()
    {
        using var server = Server();
        using var bea = Receive(_far, "bea", "--count", "2", "--timeout", "60");
        using var ann = Bridge(server);
        ann.WaitForLine(l => l == "bea is here.", "bea");
        var relays = Relays(server);
        Assert.Single(relays);
        foreach (var line in server.Lines().Where(id => NameOf(id) == "sshd"))
            Tools.TryRun("kill", "-KILL", line.ToString(CultureInfo.InvariantCulture));
        var told = ann.WaitForLine(l => l.Contains("The line to", StringComparison.Ordinal), "the broken line");
        Assert.InRange(SentenceEnds().Count(told), 1, 2);
        Assert.StartsWith($"The line to {SshServer.Host} is broken and is tried again. ", told, StringComparison.Ordinal);
        Until(() => relays.TrueForAll(id => NameOf(id).Length == 0), "the relay is gone");

        ann.WaitForLine(l => l == $"The line to {SshServer.Host} is there again.", "the line");
        var picture = TestPictures.Noise(_folder, "noise.bmp", 30, 20);
        Type(ann, $"send {picture} bea");
        ann.WaitForLine(l => l == "bea got noise.bmp.", "bea's receipt");
        Type(ann, "quit");
        ann.Ends(0);
        AssertGone(server);
    }

    [SkippableFact]
    public void A_bridge_that_is_killed_leaves_no_relay_behind()
    {
        using var server = Server();
        using var bea = Receive(_far, "bea", "--timeout", "60");
        using var ann = Bridge(server);
        ann.WaitForLine(l => l == "bea is here.", "bea");
        Assert.Single(Relays(server));
        ann.Signal("KILL");
        AssertGone(server);
    }

    [SkippableTheory]
    [InlineData("exit 127", "peerslot deploy lab-machine")]
    [InlineData("exit 2", "knows no relay")]
    [InlineData("echo 'peerslot-relay 2 7.7.7'; sleep 60", "PeerSlot 7.7.7")]
    [InlineData("echo 'peerslot: No card is \u001b[31mup.' >&2; exit 3", "ended: peerslot: No card is")]
    [InlineData("exit 0", "without a word")]
    public void What_is_wrong_at_the_far_end_is_one_or_two_sentences(string far, string said)
    {
        using var server = Server();
        var program = _folder.Write("far", $"#!/bin/sh\n{far}\n");
        Tools.Run("chmod", "700", program);
        foreach (var language in new[] { "en", "ru" })
        {
            using var bridge = PeerSlotProcess.Start(["bridge", "--plain", "--language", language, .. Arguments(server, program)]).Ends(3);
            var line = Assert.Single(bridge.Errors);
            Assert.InRange(SentenceEnds().Count(line), 1, 2);
            Assert.DoesNotContain(line, char.IsControl);
            if (language == "en")
                Assert.Contains(said, line, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public void A_host_that_refuses_and_a_far_path_where_nothing_lies_are_told()
    {
        using var server = Server();
        using var nothing = PeerSlotProcess.Start(["bridge", "--plain", .. Arguments(server, _folder["nothing here"])]).Ends(3);
        Assert.Contains("peerslot deploy lab-machine", Assert.Single(nothing.Errors), StringComparison.Ordinal);
        File.Delete(Path.Combine(Path.GetDirectoryName(server.ClientSettings)!, "authorized_keys"));
        using var refused = PeerSlotProcess.Start(["bridge", "--plain", .. Arguments(server)]).Ends(3);
        Assert.Contains("ssh-copy-id", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_network_that_cannot_be_opened_there_is_told_here()
    {
        using var server = Server();
        server.Configure("""{ "interfaces": ["eth77"] }""");
        using var bridge = PeerSlotProcess.Start(["bridge", "--plain", .. Arguments(server)]).Ends(3);
        Assert.Contains("eth77", Assert.Single(bridge.Errors), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_relay_by_hand_says_what_it_is_for()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var relay = PtyProcess.Start(PeerSlotProcess.Executable, ["relay"]);
        relay.WaitForText("serves a bridge and nobody else");
        Assert.Equal(2, relay.WaitForExit());
    }

    private SshServer Server()
    {
        Skip.If(SshServer.Missing is not null, SshServer.Missing);
        var server = new SshServer();
        server.Configure($$"""{ "port": {{_far.Port.ToString(CultureInfo.InvariantCulture)}}, "interfaces": ["lo"] }""");
        return server;
    }

    /// <summary>In lines, in the room's name of the far end.</summary>
    private PeerSlotProcess Bridge(SshServer server) => PeerSlotProcess.Start(["bridge", "--plain", .. Arguments(server)]);

    private string[] Arguments(SshServer server, string? far = null) =>
        [SshServer.Host, "--far", far ?? PeerSlotProcess.Executable, "--ssh", $"ssh -F {server.ClientSettings}", .. Member(_near, "ann")];

    private PeerSlotProcess Receive(LoopbackRoom room, string name, params string[] options)
    {
        var receiver = PeerSlotProcess.Start(["receive", .. options, .. Member(room, name)]);
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        return receiver;
    }

    /// <summary>A room has one name at both ends; only the networks are apart.</summary>
    private string[] Member(LoopbackRoom room, string name) => [.. room.Member(_folder, name).Select(a => a == room.Name ? _far.Name : a)];

    private static void Type(PeerSlotProcess lines, string line) => lines.Input.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));

    private static List<int> Relays(SshServer server) => [.. server.Lines().Where(IsRelay)];

    private static void AssertGone(SshServer server) => Until(() => Relays(server).Count == 0, "no relay runs");

    private static void Until(Func<bool> condition, string what) => Assert.True(
        SpinWait.SpinUntil(
            () =>
            {
                Thread.Sleep(20);
                return condition();
            },
            TimeSpan.FromSeconds(20)),
        $"Waited in vain until {what}.");

    private static bool IsRelay(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/cmdline").Split('\0') is [.., "relay", ""] words && words[0].EndsWith("peerslot", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string NameOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/comm").Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    [GeneratedRegex(@"[.?!](\s|$)")]
    private static partial Regex SentenceEnds();
}
