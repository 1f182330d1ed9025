using System.Collections.Concurrent;
using System.Threading.Channels;
using PeerSlot.Exchange;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>
/// Runs the screens: reads all input there is, takes the room's news, lets <see cref="ScreenUpdate"/> change the model, carries the
/// effects out, and draws once a batch, so that a burst of mouse events costs one frame.
/// </summary>
/// <param name="runInBackground">Runs an action on another thread; one of them waits for news until the host returns.</param>
public sealed class ScreenHost(ITerminal terminal, IRoom room, ScreenOptions options, TimeProvider clock, Action<Action> runInBackground)
{
    /// <summary>Exit status: the person quit.</summary>
    public const int Quit = 0;

    /// <summary>Exit status: the room ended under the screens.</summary>
    public const int RoomEnded = 1;

    /// <summary>Exit status: the terminal is gone; nobody is there to read why.</summary>
    public const int TerminalGone = 2;

    private static readonly TimeSpan LongTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan SlotsEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PeersEvery = TimeSpan.FromSeconds(10);

    private readonly EffectRunner _effects = new(room, options);
    private readonly ConcurrentQueue<Message> _results = new();
    private readonly List<InputEvent> _input = [];
    private readonly CellBuffer _frame = new(terminal.Size);
    private readonly Channel<bool> _newsTaken = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Model _model = Begin(terminal, room, options, clock);
    private DateTimeOffset _looked;
    private int? _status;

    /// <summary>Takes the terminal and gives it back when the person quits, the room ends, or the terminal is gone.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        using var ended = new CancellationTokenSource();
        terminal.Enter();
        try
        {
            runInBackground(() => PumpNews(ended.Token));
            if (options.StartFile is { } file)
                Start(new Effect.LoadPicture(Path.GetFullPath(file, options.StartDirectory)));
            Apply(new Message.Input(new ResizeInput(terminal.Size)));
            Draw();
            while (_status is null)
                TakeBatch();
            return _status.Value;
        }
        finally
        {
            ended.Cancel();
            terminal.Leave();
        }
    }

    private static Model Begin(ITerminal terminal, IRoom room, ScreenOptions options, TimeProvider clock) => new()
    {
        Size = terminal.Size, Now = clock.GetUtcNow(), Zone = clock.LocalTimeZone, Version = options.Version,
        BytesPerDatagram = options.BytesPerDatagram,
        Room = new RoomState(room.Name, room.RoomName, room.NetworkState) { Peers = room.Peers, Slots = room.Slots },
        Open = OpenState.At(options.StartDirectory),
        Inbox = [.. options.Gallery.OrderByDescending(e => e.Time).Select(e => InboxItem.FromEntry(e, isNew: false))],
    };

    private void TakeBatch()
    {
        _input.Clear();
        var alive = terminal.Read(_input, UntilWake());
        Apply(new Message.Tick(clock.GetUtcNow(), Look()));
        foreach (var input in _input)
            Apply(new Message.Input(input));
        while (room.News.TryRead(out var news))
            Apply(new Message.News(news));
        _newsTaken.Writer.TryWrite(true);
        while (_results.TryDequeue(out var result))
            Apply(result);
        if (_status is null && !alive)
            _status = TerminalGone;
        if (_status is null)
            Draw();
    }

    private void Apply(Message message)
    {
        if (_status is not null)
            return;
        var step = ScreenUpdate.Apply(_model, message);
        _model = step.Model;
        foreach (var effect in step.Effects)
            Start(effect);
    }

    private void Start(Effect effect)
    {
        switch (effect)
        {
            case Effect.Quit quit:
                _status = quit.Status;
                break;
            case Effect.Repaint:
                terminal.Invalidate();
                break;
            case Effect.Suspend:
                terminal.Suspend();
                break;
            default:
                runInBackground(() =>
                {
                    if (_effects.Run(effect) is { } result)
                        Post(result);
                });
                break;
        }
    }

    private void Post(Message message)
    {
        _results.Enqueue(message);
        terminal.Wake();
    }

    private void Draw()
    {
        var painter = View.Draw(_model, _frame);
        terminal.Draw(_frame, painter.Cursor);
    }

    /// <summary>Ages and counters move on the screens that show them; on the others nothing moves by itself.</summary>
    private TimeSpan UntilWake()
    {
        var every = _model.Screen switch { Mode.Slots => SlotsEvery, Mode.Peers => PeersEvery, _ => LongTime };
        if (_model.EscapeAt is not { } escape)
            return every;
        var left = escape + ScreenUpdate.EscapeWait - clock.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < every ? left : every;
    }

    private RoomLook? Look()
    {
        var now = clock.GetUtcNow();
        if (now - _looked < SlotsEvery && room.NetworkState == _model.Room.NetworkState)
            return null;
        _looked = now;
        return new RoomLook(room.Peers, room.Slots, room.NetworkState);
    }

    /// <summary>Waits for news beside the loop and wakes it; the loop takes them. Only where it has taken them, it waits again.</summary>
    private void PumpNews(CancellationToken ended)
    {
        try
        {
            while (room.News.WaitToReadAsync(ended).AsTask().GetAwaiter().GetResult())
            {
                terminal.Wake();
                _newsTaken.Reader.ReadAsync(ended).AsTask().GetAwaiter().GetResult();
            }

            Post(new Message.RoomEnded());
        }
        catch (OperationCanceledException)
        {
        }
    }
}
