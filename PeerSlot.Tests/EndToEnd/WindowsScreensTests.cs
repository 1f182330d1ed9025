using PeerSlot.Terminal;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>
/// The screens of the published win-x64 file. Wine 8 hands no input events to a console in a terminal, so what is typed is tested by records
/// (<see cref="PeerSlot.Tests.Terminal.Windows.InputRecordTranslatorTests"/>).
/// </summary>
public sealed class WindowsScreensTests(WindowsMachine wine) : IClassFixture<WindowsMachine>
{
    [SkippableTheory]
    [InlineData(80, 24)]
    [InlineData(120, 36)]
    public void The_first_frame_stands_whole_in_a_pane_of_tmux(int width, int height)
    {
        Skip.If(OperatingSystem.IsWindows(), "tmux is not there");
        Skip.If(WindowsMachine.Missing is not null, WindowsMachine.Missing);
        Skip.If(TmuxPane.Missing is not null, TmuxPane.Missing);
        using var folder = new TemporaryFolder();
        using var pane = wine.StartInPane(new Size(width, height), ["--network", "windows", "--room", "wine", "--data-dir", folder.Sub("data"), "--name", "bea"]);

        var rows = pane.WaitFor(
            rows => rows[height - 1].Contains("10Quit", StringComparison.Ordinal) && !rows[0].Contains("entering", StringComparison.Ordinal),
            "a frame in the room");

        Assert.StartsWith(" PeerSlot  bea @ #wine open  windows:ok", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("╔═ Draw", rows[1], StringComparison.Ordinal);
        Assert.StartsWith(" 1Help 2Draw 3Open 4Inbox 5Send 6Peers 7Slot 8Log 9Cmds 10Quit", rows[height - 1], StringComparison.Ordinal);
        Assert.All(rows[2..(height - 4)], row => Assert.Equal((width, '║'), (row.Length, row[0])));
        Assert.DoesNotContain(rows, row => row.Contains('\u001b', StringComparison.Ordinal) || row.Contains("38;", StringComparison.Ordinal));
    }
}
