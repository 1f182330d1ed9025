using System.Collections.Concurrent;
using System.Threading.Channels;
using PeerSlot.Exchange;
using PeerSlot.Screens;
using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class ScreenHostTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task F10_leaves_and_gives_the_terminal_back()
    {
        var (terminal, room) = (new FakeTerminal(), new FakeRoom());
        terminal.Press("F10");
        Assert.Equal(ScreenHost.Quit, await Run(terminal, room));
        Assert.True(terminal.HasLeft);
    }

    [Fact]
    public async Task News_wake_the_screens()
    {
        var (terminal, room) = (new FakeTerminal(), new FakeRoom());
        var run = Run(terminal, room);
        room.Write(new FiledNews(ScreenPlayer.Start, ScreenPlayer.Entry("lab-03"), false));
        await terminal.Shown("inbox 1 new");
        room.Write(new FiledNews(ScreenPlayer.Start, ScreenPlayer.Entry("lab-04"), false));
        await terminal.Shown("inbox 2 new");
        terminal.Press("F10");
        await run.WaitAsync(Patience);
    }

    [Fact]
    public async Task The_end_of_the_room_and_of_the_terminal_end_the_screens()
    {
        var (terminal, room) = (new FakeTerminal(), new FakeRoom());
        room.End();
        Assert.Equal(ScreenHost.RoomEnded, await Run(terminal, room));
        var gone = new FakeTerminal();
        gone.HangUp();
        Assert.Equal(ScreenHost.TerminalGone, await Run(gone, new FakeRoom()));
        Assert.True(gone.HasLeft);
    }

    [Fact]
    public async Task A_burst_of_input_costs_one_frame()
    {
        var terminal = new FakeTerminal();
        terminal.Press("Enter", "Right", "Right", "Down", "Down", "Enter", "u");
        var run = Run(terminal, new FakeRoom());
        await terminal.Shown("redo 1");
        Assert.Equal(2, terminal.Frames);
        terminal.Press("F10");
        await run.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_is_one_sentence()
    {
        var terminal = new FakeTerminal();
        var run = Run(terminal, new FakeRoom(), new ScreenOptions { StartDirectory = "/there/is/no/such/folder" });
        terminal.Press("F3");
        await terminal.Shown("Could not find a part of the path");
        terminal.Press("F10");
        await run.WaitAsync(Patience);
    }

    private static Task<int> Run(FakeTerminal terminal, FakeRoom room, ScreenOptions? options = null)
    {
        var host = new ScreenHost(
            terminal, room, options ?? new ScreenOptions(), TimeProvider.System, a => Task.Factory.StartNew(a, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        return Task.Factory.StartNew(host.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(Patience);
    }

    private sealed class FakeTerminal : ITerminal
    {
        private readonly BlockingCollection<InputEvent[]> _input = [];
        private readonly Channel<string> _frames = Channel.CreateUnbounded<string>();
        private volatile bool _gone;

        public Size Size => new(80, 24);

        public ColorDepth ColorDepth => ColorDepth.TrueColor;

        public bool HasLeft { get; private set; }

        public int Frames { get; private set; }

        public void Press(params string[] keys) => _input.Add([.. keys.Select(k => KeyChord.Parse(k).ToInput())]);

        public void HangUp()
        {
            _gone = true;
            Wake();
        }

        /// <summary>Waits until a frame has a text.</summary>
        public async Task Shown(string text)
        {
            using var limit = new CancellationTokenSource(Patience);
            while (!(await _frames.Reader.ReadAsync(limit.Token)).Contains(text, StringComparison.Ordinal))
            {
            }
        }

        public void Enter()
        {
        }

        public void Leave() => HasLeft = true;

        public void Suspend()
        {
        }

        public void Draw(CellBuffer frame, (int Column, int Row)? cursor)
        {
            Frames++;
            _frames.Writer.TryWrite(string.Join('\n', Enumerable.Range(0, frame.Height).Select(frame.RowText)));
        }

        public void Invalidate()
        {
        }

        public void WriteControl(ReadOnlySpan<byte> escapes)
        {
        }

        public bool Read(List<InputEvent> events, TimeSpan timeout)
        {
            if (_input.TryTake(out var first, timeout))
                events.AddRange(first);
            return !_gone;
        }

        public void Wake() => _input.Add([]);

        public void Dispose() => _input.Dispose();
    }

    private sealed class FakeRoom : IRoom
    {
        private readonly Channel<RoomNews> _news = Channel.CreateUnbounded<RoomNews>();

        public string Name => "lab-07";

        public string RoomName => "lab3";

        public Guid Id => Guid.Empty;

        public ChannelReader<RoomNews> News => _news.Reader;

        public IReadOnlyList<RoomPeer> Peers => [];

        public IReadOnlyList<SlotState> Slots => [];

        public string NetworkState => "lan:ok";

        public uint Send(byte[] content, string fileName, IReadOnlyList<Guid>? to) => 1;

        public void Write(RoomNews news) => _news.Writer.TryWrite(news);

        public void End() => _news.Writer.Complete();
    }
}
