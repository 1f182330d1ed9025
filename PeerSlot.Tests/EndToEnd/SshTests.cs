using System.Globalization;
using System.Text;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>The program at the far end of a real ssh, on a server of the test's own.</summary>
public sealed class SshTests
{
    private const string F4 = "\u001bOS";
    private const string F6 = "\u001b[17~";
    private const string F10 = "\u001b[21~";
    private const string Right = "\u001b[C";

    [SkippableFact]
    public void The_screens_come_up_over_ssh_take_keys_and_leave_the_terminal_as_it_was()
    {
        Skip.If(SshServer.Missing is not null, SshServer.Missing);
        using var server = new SshServer();
        using var folder = new TemporaryFolder();
        using var ann = server.Screen(new LoopbackRoom().Member(folder, "ann"));
        ann.Send("2\r" + Right + Right + "\r");
        ann.WaitForText("undo 1");
        Assert.Empty(ann.Look(s => s.Unknown));
        ann.Send(F10);
        Assert.Equal(0, ann.WaitForExit());
        Assert.Empty(ann.Look(s => s.ChangedModes));
    }

    [SkippableFact]
    public void A_picture_piped_into_ssh_is_sent_and_its_receipts_come_back()
    {
        Skip.If(SshServer.Missing is not null, SshServer.Missing);
        using var server = new SshServer();
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        using var bea = PeerSlotProcess.Start(["receive", "--count", "1", "--timeout", "60", .. room.Member(folder, "bea")]);
        bea.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        var photo = TestPictures.Photo(folder);
        using var ann = server.Run(["send", "-", .. room.Member(folder, "ann")]);
        ann.Input.Write(File.ReadAllBytes(photo));
        ann.CloseInput();
        ann.Ends(0);
        bea.Ends(0);
        Assert.Equal(["bea\tdelivered"], ann.Output);
        Assert.Equal(TestPictures.Sha256(photo), TestPictures.Sha256(Assert.Single(bea.Output)));
    }

    [SkippableFact]
    public void A_picture_is_drawn_in_a_plain_ssh_session()
    {
        Skip.If(SshServer.Missing is not null, SshServer.Missing);
        using var server = new SshServer();
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        // As people come: a shell, and the command typed into it.
        using var bea = PtyProcess.Start("/usr/bin/ssh", server.Arguments("PS1='far> ' exec sh", "-tt"));
        bea.WaitForText("far> ");
        var command = folder.Write("bea.sh", SshServer.Command(
            [PeerSlotProcess.Executable, "receive", "--show", "--count", "1", .. room.Member(folder, "bea")]));
        bea.Send($"sh {command}\r");
        bea.WaitForText("Receiving");
        using var ann = PeerSlotProcess.Start(["send", TestPictures.Noise(folder, "a.bmp", 60, 30), .. room.Member(folder, "ann")]).Ends(0);
        bea.WaitFor(s => ColouredCells(s) > 400, "a picture of some 60x15 cells");
        bea.Send("exit\r");
        Assert.Equal(0, bea.WaitForExit());
        Assert.Empty(bea.Look(s => s.ChangedModes));
        Assert.Empty(bea.Look(s => s.Unknown));
    }

    /// <summary>
    /// On a line of 1 Mbit/s 64 bytes take half a millisecond. A pixel painted while the pen moves changes two cells of the canvas and the position below
    /// it; on the wire SSH adds its header, padding and MAC, some 36 bytes a packet.
    /// </summary>
    [SkippableFact]
    public void A_stroke_stays_within_the_budget_of_bytes()
    {
        Skip.If(SshServer.Missing is not null, SshServer.Missing);
        using var server = new SshServer();
        using var wire = new TcpCounter(server.Port);
        using var folder = new TemporaryFolder();
        using var ann = server.Screen(new LoopbackRoom().Member(folder, "ann"), "-o", $"Port={Text(wire.Port)}");
        // Up to here the picture of the terminal was asked for and the room entered, which the header tells; now every frame is a key's.
        ann.WaitForText("lan:ok");
        ann.Send("2\r");
        ann.WaitForText("pen down");
        var start = ann.Look(Position);
        ann.Send(Right);
        ann.WaitFor(s => Position(s) != start, "the next position");

        const int strokes = 12;
        var begunOnWire = wire.Returned;
        foreach (var _ in Enumerable.Range(0, strokes))
        {
            var (before, cells, position) = ann.Look(s => (s.BytesFed, Cells(s), Position(s)));
            ann.Send(Right);
            ann.WaitFor(s => Position(s) != position, "the next position");
            var (after, changed) = ann.Look(s => (s.BytesFed, Cells(s).Zip(cells).Count(c => c.First != c.Second)));
            Assert.InRange(after - before, 1, Math.Min(80, 64 * changed));
        }

        // A frame that the far terminal happens to read in two pieces is two packets, so the wire is judged by its mean.
        Assert.InRange((wire.Returned - begunOnWire) / strokes, 1, 160);

        ann.Send("\r");
        ann.WaitForText("pen up");
        var begun = ann.Look(s => s.BytesFed);
        var drags = string.Concat(Enumerable.Range(0, 100).Select(i => $"\u001b[<32;{Text(5 + i % 50)};{Text(5 + i / 50)}M"));
        ann.Send($"\u001b[<0;5;5M{drags}\u001b[<0;54;6m");
        ann.WaitForText("undo 2");
        // 100 drags that arrive together are one frame or few, not 100: the measure of terminal.md, and as much again for a burst that TCP cuts in two.
        Assert.InRange(ann.Look(s => s.BytesFed) - begun, 1, 2 * 728);
    }

    [SkippableFact]
    public void Nothing_is_written_while_nothing_happens()
    {
        Skip.If(SshServer.Missing is not null, SshServer.Missing);
        using var server = new SshServer();
        using var wire = new TcpCounter(server.Port);
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        using var bea = PeerSlotProcess.Start(["receive", "--timeout", "60", .. room.Member(folder, "bea")]);
        using var ann = server.Screen(room.Member(folder, "ann"), "-o", $"Port={Text(wire.Port)}");
        ann.WaitForText("1 peer");

        Assert.Equal(0, BytesOfAnIdleSecond(ann, wire));
        ann.Send(F4);
        ann.WaitForText("Nothing came yet");
        Assert.Equal(0, BytesOfAnIdleSecond(ann, wire));
        ann.Send(F6);
        ann.WaitForText("bea");
        Assert.InRange(BytesOfAnIdleSecond(ann, wire), 0, 100);
    }

    private static long BytesOfAnIdleSecond(PtyProcess screen, TcpCounter wire)
    {
        Thread.Sleep(500); // What the last key began is over: "now" turns into an age.
        var (before, onWire) = (screen.Look(s => s.BytesFed), wire.Returned);
        Thread.Sleep(1000); // A second in which nothing happens is what is measured.
        if (screen.Look(s => s.BytesFed) == before)
            Assert.Equal(onWire, wire.Returned);
        return screen.Look(s => s.BytesFed) - before;
    }

    private static VtCell[] Cells(VtEmulator screen) =>
        [.. Enumerable.Range(0, screen.Size.Width * screen.Size.Height).Select(i => screen[i % screen.Size.Width, i / screen.Size.Width])];

    /// <summary>The position below the canvas, "23,11 px".</summary>
    private static string? Position(VtEmulator screen) => screen.Rows.FirstOrDefault(row => row.Contains(" px ", StringComparison.Ordinal));

    private static int ColouredCells(VtEmulator screen) => Cells(screen).Count(cell => cell.Foreground.Kind != VtColorKind.Default);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
