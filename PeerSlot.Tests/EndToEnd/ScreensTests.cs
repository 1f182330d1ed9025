using System.Globalization;
using PeerSlot.Terminal;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>The screens in real pseudo terminals.</summary>
public sealed class ScreensTests
{
    private const string F4 = "\u001bOS";
    private const string F5 = "\u001b[15~";
    private const string F10 = "\u001b[21~";
    private const string Right = "\u001b[C";

    [SkippableFact]
    public void A_drawing_by_keys_and_mouse_is_sent_with_F5_Enter_and_seen_by_the_other()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        using var ann = Start(room, folder, "ann");
        using var bea = Start(room, folder, "bea");
        ann.WaitFor(s => s.Text.Contains("1 peer", StringComparison.Ordinal), "bea in ann's room");
        bea.WaitFor(s => s.Text.Contains("1 peer", StringComparison.Ordinal), "ann in bea's room");

        // Red, pen down, five to the right, pen up; then a drag with the mouse three rows below.
        ann.Send("2\r" + string.Concat(Enumerable.Repeat(Right, 5)) + "\r");
        ann.WaitFor(s => RedCells(s) >= 5, "a red line drawn by keys");
        ann.Send("\u001b[<0;11;5M\u001b[<32;21;5M\u001b[<0;21;5m");
        ann.WaitFor(s => RedCells(s) >= 15, "a second red line drawn by mouse");
        ann.Send(F5);
        ann.WaitFor(s => s.Text.Contains("Send picture", StringComparison.Ordinal), "the send dialog");
        ann.Send("\r");

        bea.WaitFor(s => s.Row(0).Contains("inbox 1 new", StringComparison.Ordinal), "inbox 1 new");
        bea.Send(F4);
        bea.WaitFor(s => RedCells(s) >= 10 && s.Text.Contains("ann", StringComparison.Ordinal), "the drawing in half blocks");
        ann.WaitFor(s => s.Text.Contains("1 of 1 got it", StringComparison.Ordinal), "bea's receipt");
        foreach (var screen in new[] { ann, bea })
            Quit(screen);
    }

    /// <summary>What the first lesson in a lab teaches: F5 Enter F4 e Space Enter u F10.</summary>
    [SkippableFact]
    public void Eight_keys_send_a_picture_answer_one_by_drawing_over_it_and_quit()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        using var bea = PeerSlotProcess.Start(["receive", "--count", "1", "--from", "ann", "--timeout", "60", .. room.Member(folder, "bea")]);
        bea.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        var file = TestPictures.Noise(folder, "mine.bmp", 30, 20);
        using var ann = PtyProcess.Start(
            PeerSlotProcess.Executable, [file, .. room.Member(folder, "ann")], Environment(), new Size(80, 24), folder.Path);
        ann.WaitFor(s => s.Text.Contains("1 peer", StringComparison.Ordinal), "bea in ann's room");
        using var sent = PeerSlotProcess.Start(["send", TestPictures.Noise(folder, "theirs.bmp", 24, 16), .. room.Member(folder, "cid")]).Ends(0);
        ann.WaitFor(s => s.Row(0).Contains("inbox 1 new", StringComparison.Ordinal), "inbox 1 new");

        ann.Send(F5);
        ann.WaitFor(s => s.Text.Contains("Send picture", StringComparison.Ordinal), "the send dialog");
        ann.Send("\r");
        bea.Ends(0);
        Assert.Equal(TestPictures.Sha256(file), TestPictures.Sha256(Assert.Single(bea.Output)));
        ann.Send(F4);
        ann.WaitForText("theirs");
        ann.Send("e");
        ann.WaitForText("Draw theirs.bmp 24x16");
        ann.Send(" ");
        ann.WaitForText("undo 3");
        ann.Send("\r");
        ann.WaitForText("pen down");
        ann.Send("u");
        ann.WaitForText("undo 2/1");
        Quit(ann);
    }

    [SkippableFact]
    public void Send_and_receive_work_beside_a_screen_of_the_same_account_and_a_picture_is_filed_once()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        string[] me = [.. room.Arguments, "--data-dir", folder.Sub("me"), "--name", "me"];
        using var screen = PtyProcess.Start(PeerSlotProcess.Executable, me, Environment(), new Size(80, 24), folder.Path);
        screen.WaitFor(s => s.Text.Contains("10Quit", StringComparison.Ordinal), "the first frame");
        using var receiver = PeerSlotProcess.Start(["receive", "--count", "2", "--timeout", "60", "--json", .. me]);
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");

        // From this account, towards its own screen; then from somebody else.
        using var own = PeerSlotProcess.Start(["send", TestPictures.Noise(folder, "own.bmp", 30, 20), .. me]).Ends(0);
        screen.WaitFor(s => s.Row(0).Contains("inbox 1 new", StringComparison.Ordinal), "inbox 1 new");
        using var other = PeerSlotProcess.Start(["send", TestPictures.Noise(folder, "other.bmp", 31, 20), .. room.Member(folder, "ann")]).Ends(0);
        screen.WaitFor(s => s.Row(0).Contains("inbox 2 new", StringComparison.Ordinal), "inbox 2 new");

        receiver.Ends(0);
        Assert.Equal(["me\tdelivered"], own.Output);
        Assert.Equal(["me\tdelivered"], other.Output);
        Assert.Equal(2, Directory.EnumerateFiles(folder["me"], "*.bmp", SearchOption.AllDirectories).Count());
        Quit(screen);
    }

    [SkippableFact]
    public void The_terminal_is_put_back_when_the_program_is_ended_by_a_signal()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        foreach (var signal in new[] { 15, 1, 2 })
        {
            using var screen = Start(new LoopbackRoom(), folder, $"s{signal.ToString(CultureInfo.InvariantCulture)}");
            screen.Kill(signal);
            Assert.Equal(128 + signal, screen.WaitForExit());
            AssertPutBack(screen);
        }
    }

    [SkippableFact]
    public void The_terminal_is_put_back_before_an_unhandled_exception_is_told()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        var throwing = new ThrowingPipe(folder);
        using var screen = PtyProcess.Start(
            PeerSlotProcess.Built, new LoopbackRoom().Member(folder, "ann"),
            Environment().Concat(throwing.Environment).ToDictionary(e => e.Key, e => e.Value), new Size(80, 24), folder.Path);
        screen.WaitFor(s => s.Text.Contains("10Quit", StringComparison.Ordinal), "the first frame");
        throwing.Throw();
        screen.WaitForExit();
        AssertPutBack(screen);
        var all = System.Text.Encoding.UTF8.GetString(screen.Transcript.ToArray());
        var left = all.LastIndexOf("\u001b[?1049l", StringComparison.Ordinal);
        Assert.True(left > 0 && left < all.IndexOf("The sky falls.", StringComparison.Ordinal), all[Math.Max(0, all.Length - 2_000)..]);
    }

    [SkippableFact]
    public void A_picture_named_on_the_command_line_opens_in_Draw_and_goes_out_byte_for_byte()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        var room = new LoopbackRoom();
        var photo = TestPictures.Photo(folder);
        using var receiver = PeerSlotProcess.Start(["receive", "--count", "1", "--timeout", "60", .. room.Member(folder, "bea")]);
        receiver.WaitForMessage(line => line.StartsWith("Receiving", StringComparison.Ordinal), "Receiving");
        using var screen = PtyProcess.Start(
            PeerSlotProcess.Executable, [photo, .. room.Member(folder, "ann")], Environment(), new Size(80, 24), folder.Path);
        screen.WaitFor(s => s.Text.Contains(Path.GetFileName(photo), StringComparison.Ordinal) && s.Text.Contains("1 peer", StringComparison.Ordinal),
            "the picture");
        screen.Send(F5);
        screen.WaitFor(s => s.Text.Contains("Send picture", StringComparison.Ordinal), "the send dialog");
        screen.Send("\r");
        receiver.Ends(0);
        Assert.Equal(TestPictures.Sha256(photo), TestPictures.Sha256(Assert.Single(receiver.Output)));
        screen.WaitFor(s => s.Text.Contains("1 of 1 got it", StringComparison.Ordinal), "the receipt");
        Quit(screen);
    }

    [SkippableFact]
    public void The_demo_shows_a_room_alive()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        using var screen = PtyProcess.Start(
            PeerSlotProcess.Executable, ["demo", "--data-dir", folder.Sub("data")], Environment(), new Size(80, 24), folder.Path);
        screen.WaitFor(s => s.Row(0).Contains("5 peers", StringComparison.Ordinal), "five peers");
        screen.WaitFor(s => s.Row(0).Contains("inbox 2 new", StringComparison.Ordinal), "two pictures");
        screen.Send("2 ");
        screen.WaitFor(s => s.Text.Contains("undo 1/0", StringComparison.Ordinal), "a drawing");
        screen.Send(F10);
        // Somebody's next picture may be on its way just then, and it asks.
        var asks = false;
        screen.WaitFor(
            s => (asks = s.Text.Contains("Quit all the same?", StringComparison.Ordinal)) || !s.ChangedModes.Any(), "the end, or the question");
        if (asks)
            screen.Send("\r");
        Assert.Equal(0, screen.WaitForExit());
        AssertPutBack(screen);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["data"])); // Nothing of the demo is of use to the real room.
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_keys_clicks_and_sizes_neither_end_the_program_nor_leave_a_mode_set(int seed)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        using var screen = Start(new LoopbackRoom(), folder, "ann");
        for (var burst = 0; burst < 50; burst++)
        {
            var size = new Size(random.Next(1, 200), random.Next(1, 60));
            screen.Resize(size);
            screen.Send(string.Concat(Enumerable.Range(0, 70).Select(_ => RandomInput.Next(random, size))));
        }

        // Drawn after all of it, unless the palette has found the command that quits.
        screen.Resize(new Size(90, 25));
        screen.WaitFor(s => s.Row(24).Contains("10Quit", StringComparison.Ordinal) || !s.AlternateScreen, $"a frame after seed {seed}");
        screen.Kill(15);
        Assert.Contains(screen.WaitForExit(), new[] { 0, 128 + 15 });
        AssertPutBack(screen);
    }

    [SkippableFact]
    public void Colours_characters_and_the_mouse_are_chosen_on_the_command_line_and_kept_by_the_settings_screen()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        var environment = Environment();
        environment["XDG_CONFIG_HOME"] = folder.Sub("config");
        string[] member = new LoopbackRoom().Member(folder, "ann");
        using (var screen = PtyProcess.Start(
            PeerSlotProcess.Executable, ["--theme", "dark", "--ascii", "--no-mouse", .. member], environment, new Size(80, 24), folder.Path))
        {
            screen.WaitFor(s => s.Row(1).StartsWith("+= Draw", StringComparison.Ordinal), "boxes of ASCII");
            Assert.DoesNotContain(1002, screen.Look(s => s.Modes.ToArray()));
            screen.Send(",");
            screen.WaitFor(s => s.Text.Contains("theme               dark", StringComparison.Ordinal), "the theme");
            screen.Send("\u001b[B\u001b[B\u001b[B\u001b[B\r");
            screen.WaitFor(s => s.Text.Contains("Saved in", StringComparison.Ordinal), "the file");
            Quit(screen);
        }

        Assert.Equal("{\n  \"bell\": true\n}\n", File.ReadAllText(folder["config/peerslot/peerslot.json"]));
        using var second = PtyProcess.Start(PeerSlotProcess.Executable, member, environment, new Size(80, 24), folder.Path);
        second.WaitFor(s => s.Row(1).StartsWith("╔═ Draw", StringComparison.Ordinal) && s.Modes.Contains(1002), "boxes of lines, and the mouse");
        second.Send(",");
        second.WaitFor(s => s.Text.Contains("bell                on", StringComparison.Ordinal), "the bell");
        Quit(second);
    }

    [Fact]
    public void The_demo_in_a_pipe_tells_the_same_in_lines_and_ends_with_0()
    {
        using var folder = new TemporaryFolder();
        using var demo = PeerSlotProcess.Start(["demo", "--data-dir", folder.Sub("data")]).Ends(0);
        Assert.Contains(demo.Output, line => line.EndsWith("ada is here", StringComparison.Ordinal));
        Assert.Contains(demo.Output, line => line.Contains("sunset.png from ada", StringComparison.Ordinal));
        Assert.Contains(demo.Output, line => line.Contains("\u001b[38;2;", StringComparison.Ordinal) && line.Contains('▀', StringComparison.Ordinal));
        Assert.Contains(demo.Output, line => line.EndsWith("has it", StringComparison.Ordinal));
        Assert.Empty(demo.Errors);
    }

    [SkippableTheory]
    [InlineData("--version")]
    [InlineData("--help")]
    [InlineData("config", "show")]
    [InlineData("nonsense", "nonsense")]
    public void A_command_on_a_terminal_leaves_no_mode_set(params string[] arguments)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        using var command = PtyProcess.Start(PeerSlotProcess.Executable, [.. arguments, "--data-dir", folder.Sub("data")], Environment(), new Size(80, 24), folder.Path);
        command.WaitForExit();
        AssertPutBack(command);
    }

    private static PtyProcess Start(LoopbackRoom room, TemporaryFolder folder, string name)
    {
        var screen = PtyProcess.Start(PeerSlotProcess.Executable, room.Member(folder, name), Environment(), new Size(80, 24), folder.Path);
        screen.WaitFor(s => s.Text.Contains("10Quit", StringComparison.Ordinal), "the first frame");
        return screen;
    }

    private static Dictionary<string, string> Environment() => new()
    {
        ["TERM"] = "xterm-256color", ["COLORTERM"] = "truecolor", ["LANG"] = "C.UTF-8",
        ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "",
        ["HOME"] = Path.GetTempPath(), ["TMPDIR"] = Path.GetTempPath(),
    };

    private static void Quit(PtyProcess screen)
    {
        screen.Send(F10);
        Assert.Equal(0, screen.WaitForExit());
        AssertPutBack(screen);
    }

    private static void AssertPutBack(PtyProcess screen)
    {
        Assert.Empty(screen.Look(s => s.ChangedModes));
        Assert.Empty(screen.Look(s => s.Unknown));
    }

    /// <summary>Cells of which a half is red, left of the side panes.</summary>
    private static int RedCells(VtEmulator screen)
    {
        var count = 0;
        for (var y = 2; y < 20; y++)
        {
            for (var x = 1; x < 61; x++)
            {
                if (IsRed(screen[x, y].Foreground) || IsRed(screen[x, y].Background))
                    count++;
            }
        }

        return count;
    }

    /// <summary>Red ink on white paper, also where scaling has mixed the two.</summary>
    private static bool IsRed(VtColor color) =>
        color.Kind == VtColorKind.Rgb && color.Value >> 16 is var r && (color.Value >> 8 & 0xFF) is var g && (color.Value & 0xFF) is var b
        && r > 180 && r - g > 30 && r - b > 30;
}
