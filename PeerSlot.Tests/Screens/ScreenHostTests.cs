using System.Collections.Concurrent;
using System.Threading.Channels;
using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Png;
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
    public async Task The_first_frame_waits_neither_for_the_room_nor_for_the_gallery()
    {
        using var go = new ManualResetEventSlim();
        var terminal = new FakeTerminal();
        var run = Run(terminal, new FakeRoom(), new ScreenOptions
        {
            Name = "anna", RoomName = "lab3",
            LoadGallery = () =>
            {
                go.Wait(Patience);
                return [ScreenPlayer.Entry("lab-03")];
            },
        }, go);
        await terminal.Shown("anna @ #lab3  entering …");
        go.Set();
        await terminal.Shown("lab-07 @ #lab3 open  lan:ok", "inbox 1");
        terminal.Press("F10");
        await run;
    }

    /// <summary>The thread that enters looked at the room, and what it saw was put over what the loop had seen later: the peer was never listed.</summary>
    [Fact]
    public async Task A_peer_who_is_there_when_the_room_is_entered_stays_in_the_list()
    {
        using var seen = new ManualResetEventSlim();
        using var terminal = new FakeTerminal();
        var room = new FakeRoom { Peers = [ScreenPlayer.Peer("lab-01")] };
        var run = Started(new ScreenHost(
            terminal,
            () =>
            {
                room.BeginEntering(() =>
                {
                    terminal.Press("Right");
                    seen.Wait(Patience);
                });
                return room;
            }, new ScreenOptions(), TimeProvider.System, InBackground));
        await terminal.Shown("1 peer");
        seen.Set();
        terminal.Press("Right");
        await terminal.Shown("lab-07 @", "1 peer");
        terminal.Press("F10");
        await run.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_room_that_cannot_be_entered_gives_the_terminal_back_before_it_is_said()
    {
        var terminal = new FakeTerminal();
        var host = new ScreenHost(terminal, () => throw new RoomException("No network can be opened."), new ScreenOptions(), TimeProvider.System, InBackground);
        var thrown = await Assert.ThrowsAsync<RoomException>(() => Started(host));
        Assert.Equal("No network can be opened.", thrown.Message);
        Assert.True(terminal.HasLeft);
    }

    [Fact]
    public async Task A_burst_of_input_costs_one_frame()
    {
        var terminal = new FakeTerminal();
        var run = Run(terminal, new FakeRoom(), new ScreenOptions { LoadGallery = () => [ScreenPlayer.Entry("lab-03")] });
        await terminal.Shown("inbox 1", "lan:ok");
        var before = terminal.Frames;
        terminal.Press("Enter", "Right", "Right", "Down", "Down", "Enter", "u");
        await terminal.Shown("undo 0/1");
        Assert.InRange(terminal.Frames - before, 1, 3); // Two wakes may have been under way.
        terminal.Press("F10");
        await run.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_read_is_one_sentence()
    {
        var terminal = new FakeTerminal();
        var run = Run(terminal, new FakeRoom(), new ScreenOptions { StartDirectory = "/there/is/no/such/folder" });
        terminal.Press("F3");
        await terminal.Shown("It is not there.");
        terminal.Press("F10");
        await run.WaitAsync(Patience);
    }

    [Fact]
    public async Task F5_Enter_in_one_burst_sends_the_drawing_and_keeps_it_in_the_gallery()
    {
        var (terminal, room, kept) = (
            new FakeTerminal(), new FakeRoom { Peers = [ScreenPlayer.Peer("lab-01")] }, new BlockingCollection<SentPicture>());
        var run = Run(terminal, room, new ScreenOptions
        {
            RecordSent = sent =>
            {
                kept.Add(sent);
                return ScreenPlayer.Entry("lab-07") with { Direction = GalleryDirection.Sent, PeerName = "" };
            },
        });
        await terminal.Shown("1 peer");
        terminal.Press("2", "Space", "F5", "Enter");
        Assert.True(room.Sent.TryTake(out var content, Patience));
        var picture = PictureFile.Decode(content, PictureLimits.Default);
        Assert.Equal((60, 36), (picture.Width, picture.Height));
        Assert.Equal([0xE0, 0x30, 0x30, 0xFF], picture.Row(18).Slice(30 * 4, 4).ToArray());
        room.Write(new SendingNews(ScreenPlayer.Start, 1, "k", 0, 10));
        Assert.True(kept.TryTake(out var sent, Patience));
        Assert.Equal(("k", "", "drawing.png"), (sent.Key, sent.Recipients, sent.FileName));
        Assert.Equal(content, sent.Content.ToArray());
        terminal.Press("F10", "Enter");
        await run;
    }

    [Fact]
    public async Task A_picture_of_the_gallery_is_decoded_and_shown()
    {
        var terminal = new FakeTerminal();
        var file = PngEncoder.Encode(ScreenPlayer.Filled(40, 20, 0x205080));
        var run = Run(terminal, new FakeRoom(), new ScreenOptions { LoadGallery = () => [ScreenPlayer.Entry("lab-03", 0, 40, 20)], LoadContent = _ => file });
        terminal.Press("F4");
        await terminal.Shown("14:02  40x20 ─");
        await terminal.ShownColor(54, 9, Color.FromRgb(0x205080));
        terminal.Press("e");
        await terminal.Shown("Draw sketch.png 40x20");
        terminal.Press("F10");
        await run;
    }

    /// <param name="gate">Where given, the room is entered once it is set.</param>
    private static Task<int> Run(FakeTerminal terminal, FakeRoom room, ScreenOptions? options = null, ManualResetEventSlim? gate = null) => Started(new ScreenHost(
        terminal,
        () =>
        {
            gate?.Wait(Patience);
            return room;
        }, options ?? new ScreenOptions(), TimeProvider.System, InBackground));

    private static Task<int> Started(ScreenHost host) =>
        Task.Factory.StartNew(host.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(Patience);

    private static void InBackground(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private sealed class FakeTerminal : ITerminal
    {
        private readonly BlockingCollection<InputEvent[]> _input = [];
        private readonly Channel<string> _frames = Channel.CreateUnbounded<string>();
        private readonly ConcurrentDictionary<(int X, int Y), Color> _colors = new();
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

        /// <summary>Waits until a frame has all the texts.</summary>
        public async Task Shown(params string[] texts)
        {
            using var limit = new CancellationTokenSource(Patience);
            while (await _frames.Reader.ReadAsync(limit.Token) is var frame && !Array.TrueForAll(texts, t => frame.Contains(t, StringComparison.Ordinal)))
            {
            }
        }

        /// <summary>Waits until a cell has a colour.</summary>
        public async Task ShownColor(int column, int row, Color color)
        {
            using var limit = new CancellationTokenSource(Patience);
            while (!_colors.TryGetValue((column, row), out var shown) || shown != color)
                await _frames.Reader.ReadAsync(limit.Token);
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
            for (var y = 0; y < frame.Height; y++)
                for (var x = 0; x < frame.Width; x++)
                    _colors[(x, y)] = frame[x, y].Rune.Value == ' ' ? frame[x, y].Style.Background : frame[x, y].Style.Foreground;
            _frames.Writer.TryWrite(string.Join('\n', Enumerable.Range(0, frame.Height).Select(frame.RowText)));
        }

        public void Apply(TerminalSettings settings)
        {
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
        private Action? _entering;
        private int _enteringThread;

        public string Name => "lab-07";

        public string RoomName => "lab3";

        public Guid Id => Guid.Empty;

        public ChannelReader<RoomNews> News => _news.Reader;

        /// <summary>Empty for the thread that enters, who is held before it gets that.</summary>
        public IReadOnlyList<RoomPeer> Peers
        {
            get
            {
                if (_entering is null || Environment.CurrentManagedThreadId != _enteringThread)
                    return field;
                _entering();
                return [];
            }
            init;
        } = [];

        public BlockingCollection<byte[]> Sent { get; } = [];

        public IReadOnlyList<SlotState> Slots => [];

        public string NetworkState => "lan:ok";

        public uint Send(byte[] content, string fileName, IReadOnlyList<Guid>? to, bool stripped)
        {
            Sent.Add(content);
            return 1;
        }

        /// <summary>Called by the thread that enters.</summary>
        public void BeginEntering(Action whenItLooks) => (_enteringThread, _entering) = (Environment.CurrentManagedThreadId, whenItLooks);

        public void Write(RoomNews news) => _news.Writer.TryWrite(news);

        public void End() => _news.Writer.Complete();
    }
}
