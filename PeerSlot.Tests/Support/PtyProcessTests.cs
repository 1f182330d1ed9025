using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Support;

/// <summary>The tests' own instruments, tried on programs that every system has.</summary>
public sealed class PtyProcessTests
{
    [SkippableFact]
    public void A_program_in_a_pty_has_a_terminal_of_the_size_that_it_was_given()
    {
        Skip.IfNot(PseudoTerminal.IsSupported, "needs Linux");
        var environment = new Dictionary<string, string> { ["GREETING"] = "Привет" };
        using var pty = PtyProcess.Start("/bin/sh", ["-c", "stty size; echo $GREETING; pwd; exit 7"], environment, new Size(90, 30), "/");
        Assert.Equal(7, pty.WaitForExit());
        Assert.Equal("30 90\nПривет\n/", pty.Screen.TrimEnd());
        Assert.Empty(pty.Emulator.Unknown);
    }

    [SkippableFact]
    public void What_is_typed_arrives_and_a_signal_ends_it()
    {
        Skip.IfNot(PseudoTerminal.IsSupported, "needs Linux");
        using var pty = PtyProcess.Start("/bin/sh", ["-c", "trap 'echo resized' WINCH; echo ready; while read -r line; do echo got $line; done"]);
        pty.WaitForText("ready");
        pty.Send("one\r");
        pty.WaitForText("got one");
        pty.Kill(9);
        Assert.Equal(128 + 9, pty.WaitForExit());
    }

    [SkippableFact]
    public void Ctrl_C_interrupts_because_the_pty_is_the_controlling_terminal()
    {
        Skip.IfNot(PseudoTerminal.IsSupported, "needs Linux");
        using var pty = PtyProcess.Start("/bin/sh", ["-c", "exec cat"]);
        pty.Send("x\r");
        pty.WaitFor(e => e.Text.StartsWith("x\nx", StringComparison.Ordinal), "the echo and then cat's own line");
        pty.Send("\x03");
        Assert.Equal(128 + 2, pty.WaitForExit());
    }
}
