using PeerSlot.Terminal;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>The program inside a real tmux, on a server of its own.</summary>
public sealed class TmuxTests : IDisposable
{
    private static readonly Dictionary<string, string> Shell = new() { ["PS1"] = "$ ", ["HISTFILE"] = "/dev/null" };

    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public void A_window_resized_while_detached_is_the_shells_again_after_quitting()
    {
        using var pane = Open("sh");
        pane.Press($"echo BEFORE; {Demo}; echo AFTER", "Enter");
        pane.WaitFor("10Quit");
        pane.Resize(new Size(100, 30));
        pane.WaitFor(rows => Array.Exists(rows, r => r.Length == 100), "a frame of 100 columns");
        pane.Press("F10");
        pane.Press("Enter");
        var screen = pane.WaitFor(rows => Array.Exists(rows, r => r == "AFTER"), "AFTER");
        Assert.Contains("BEFORE", string.Join('\n', screen), StringComparison.Ordinal);
        Assert.DoesNotContain(string.Join('\n', screen), c => c is '║' or '│' or '═' or '─');
    }

    [SkippableFact]
    public void Keys_the_mouse_and_a_paste_come_through_tmux_and_Ctrl_Z_and_fg_give_the_shell_and_the_screen_back()
    {
        using var pane = Open("bash", "--norc", "--noprofile", "-i");
        pane.Press(Demo, "Enter");
        pane.WaitFor("10Quit");
        pane.Press("2", "Enter", "Right", "Right", "Enter");
        pane.WaitFor("undo 1");
        pane.Send("\u001b[<0;11;5M\u001b[<32;16;5M\u001b[<0;16;5m");
        pane.WaitFor("undo 2");
        pane.Press("F6");
        pane.WaitFor("F5 sends to everybody");
        pane.Press("+");
        pane.WaitFor("Add a peer by its address");
        pane.Paste("192.168.9.4");
        pane.WaitFor("192.168.9.4");
        pane.Press("Escape");
        pane.WaitFor(rows => !Array.Exists(rows, r => r.Contains("Add a peer", StringComparison.Ordinal)), "the table alone");
        pane.Press("C-z");
        pane.WaitFor("Stopped");
        pane.Press("echo shell; fg", "Enter");
        pane.WaitFor("F5 sends to everybody");
        pane.Press("F10");
        pane.Press("Enter");
        Assert.DoesNotContain('║', string.Join('\n', pane.WaitFor("shell")));
    }

    public void Dispose() => _folder.Dispose();

    private string Demo => $"'{PeerSlotProcess.Executable}' demo --data-dir '{_folder["data"]}'";

    private static TmuxPane Open(params string[] shell)
    {
        Skip.If(TmuxPane.Missing is not null, TmuxPane.Missing);
        return new TmuxPane(new Size(80, 24), shell, Shell);
    }
}
