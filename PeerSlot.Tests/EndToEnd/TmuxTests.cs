using System.Diagnostics;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>The program inside a real tmux, on a server of its own.</summary>
public sealed class TmuxTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    [SkippableFact]
    public void A_window_resized_while_detached_is_the_shells_again_after_quitting()
    {
        Skip.IfNot(Tools.Exists("tmux"), "needs tmux: apt-get install tmux");
        Tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "env PS1='$ ' sh");
        Tmux("send-keys", $"echo BEFORE; '{PeerSlotProcess.Executable}' demo --data-dir '{_folder.Sub("data")}'; echo AFTER", "Enter");
        Shows("10Quit");
        Tmux("resize-window", "-x", "100", "-y", "30");
        Shows(s => s.Split('\n').Any(l => l.TrimEnd().Length == 100));
        Tmux("send-keys", "F10");
        Tmux("send-keys", "Enter");
        var screen = Shows("\nAFTER");
        Assert.Contains("BEFORE", screen, StringComparison.Ordinal);
        Assert.DoesNotContain(screen, c => c is '║' or '│' or '═' or '─');
    }

    public void Dispose()
    {
        if (Tools.Exists("tmux"))
            Tmux("kill-server");
        _folder.Dispose();
    }

    private string Shows(string text) => Shows(s => s.Contains(text, StringComparison.Ordinal));

    private string Shows(Func<string, bool> expected)
    {
        var begun = Stopwatch.GetTimestamp();
        string screen;
        while (!expected(screen = Tmux("capture-pane", "-p")))
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < Limit, screen);
            Thread.Sleep(50);
        }

        return screen;
    }

    private string Tmux(params string[] arguments) => Tools.TryRun("tmux", ["-S", Path.Combine(_folder.Path, "tmux"), "-u", .. arguments]).Output;
}
