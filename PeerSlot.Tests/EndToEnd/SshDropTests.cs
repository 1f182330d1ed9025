using System.Globalization;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>SSH lines that break: what ran at the far end goes with them, and nobody else is disturbed.</summary>
public sealed class SshDropTests
{
    private const string F10 = "\u001b[21~";

    /// <summary>What a program may take to be gone after its line broke, on a busy machine.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(20);

    /// <summary>How a line breaks.</summary>
    public enum Break
    {
        /// <summary>The near ssh is gone: its window was closed, its machine lost power.</summary>
        ClientKilled,

        /// <summary>The far sshd is gone.</summary>
        ServerKilled,

        /// <summary>Nothing is said any more: a cable, a sleeping notebook.</summary>
        Silence,
    }

    [SkippableTheory]
    [InlineData(Break.ClientKilled)]
    [InlineData(Break.ServerKilled)]
    [InlineData(Break.Silence)]
    public void Screens_end_with_their_line(Break how)
    {
        Skip.If(SshServer.Missing is not null, SshServer.Missing);
        using var server = new SshServer(deadLineAfterSeconds: how == Break.Silence ? 1 : 0);
        using var folder = new TemporaryFolder();
        using var ann = server.Screen(new LoopbackRoom().Member(folder, "ann"));
        AssertFarEndIsGoneAfter(server, () => Cut(how, ann.Id, server));
        ann.Kill(18); // CONT, so that a stopped one can be ended.
    }

    [SkippableFact]
    public void The_next_start_puts_back_what_a_broken_line_left_of_the_terminal()
    {
        Skip.If(SshServer.Missing is not null, SshServer.Missing);
        using var server = new SshServer();
        using var folder = new TemporaryFolder();
        var ssh = SshServer.Command(
            ["ssh", .. server.Arguments(SshServer.Command([PeerSlotProcess.Executable, .. new LoopbackRoom().Member(folder, "ann")]), "-tt")]);
        using var terminal = PtyProcess.Start("/bin/sh", ["-c", $"{ssh}; echo status $?; {ssh}"]);
        terminal.WaitForText("10Quit");
        Cut(Break.ServerKilled, 0, server);

        // Nobody was left to say it: the mouse still reports, and only the line mode is ssh's to put back.
        terminal.WaitForText("status 255");
        terminal.WaitForText("10Quit");
        Assert.NotEmpty(terminal.Look(s => s.ChangedModes));
        terminal.Send(F10);
        Assert.Equal(0, terminal.WaitForExit());
        Assert.Empty(terminal.Look(s => s.ChangedModes));
    }

    [SkippableFact]
    public void A_line_that_breaks_in_a_transfer_harms_nobody_elses()
    {
        Skip.If(SshServer.Missing is not null, SshServer.Missing);
        using var server = new SshServer();
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        using var ann = server.Screen(room.Member(folder, "ann"));
        using var cid = PeerSlotProcess.Start(["receive", "--count", "1", "--timeout", "60", .. room.Member(folder, "cid")]);
        cid.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        var picture = TestPictures.Noise(folder, "large.bmp", 3000, 2500);
        using var bea = PeerSlotProcess.Start(["send", picture, "--wait", "30", "--json", .. room.Member(folder, "bea")]);
        bea.WaitForLine(line => line.Contains("\"progress\"", StringComparison.Ordinal), "the first part on its way");

        // A quick machine would deliver the whole picture before the line is cut: the sender stands still until it is.
        bea.Signal("STOP");
        AssertFarEndIsGoneAfter(server, () => Cut(Break.ClientKilled, ann.Id, server));
        bea.Signal("CONT");

        cid.Ends(0);
        bea.WaitForExit();
        Assert.Equal(TestPictures.Sha256(picture), TestPictures.Sha256(Assert.Single(cid.Output)));
        Assert.Contains(bea.Output, line => line.Contains("\"delivered\"", StringComparison.Ordinal) && line.Contains("\"cid\"", StringComparison.Ordinal));
        Assert.DoesNotContain(bea.Output, line => line.Contains("\"delivered\"", StringComparison.Ordinal) && line.Contains("\"ann\"", StringComparison.Ordinal));
    }

    /// <summary>Without a terminal no signal comes; a program that waits for pictures must see by itself that nobody listens.</summary>
    [SkippableFact]
    public void A_receiver_without_a_terminal_ends_with_its_line_too()
    {
        Skip.If(SshServer.Missing is not null, SshServer.Missing);
        using var server = new SshServer();
        using var folder = new TemporaryFolder();
        using var ann = server.Run(["receive", .. new LoopbackRoom().Member(folder, "ann")]);
        ann.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        AssertFarEndIsGoneAfter(server, () => Cut(Break.ClientKilled, ann.Id, server));
    }

    private static void Cut(Break how, int client, SshServer server)
    {
        var (signal, processes) = how switch
        {
            Break.ClientKilled => ("-KILL", [client]),
            Break.Silence => ("-STOP", [client]),
            _ => ("-KILL", server.Lines().Where(id => NameOf(id) == "sshd")),
        };
        Tools.TryRun("kill", [signal, .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]);
    }

    private static void AssertFarEndIsGoneAfter(SshServer server, Action cut)
    {
        var programs = server.Lines().Where(id => NameOf(id) is "peerslot" or ".NET TP Worker").ToList();
        Assert.NotEmpty(programs);
        cut();
        Assert.True(
            SpinWait.SpinUntil(
                () =>
                {
                    Thread.Sleep(20);
                    return programs.TrueForAll(id => NameOf(id).Length == 0);
                },
                EndLimit),
            "The program runs on at the far end.");
    }

    /// <summary>Empty for a process that is gone.</summary>
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
}
