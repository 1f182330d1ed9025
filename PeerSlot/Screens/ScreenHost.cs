using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using PeerSlot.Exchange;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>
/// Runs the screens: reads all input there is, takes the room's news, lets <see cref="ScreenUpdate"/> change the model, carries the
/// effects out, and draws once a batch, so that a burst of mouse events costs one frame. The first frame waits for nothing: the room is entered
/// and the gallery listed behind it.
/// </summary>
/// <param name="enter">Enters the room, once, on another thread. The room stays the caller's, who disposes it after <see cref="Run"/>.</param>
/// <param name="runInBackground">Runs an action on another thread; one of them waits for news until the host returns.</param>
public sealed class ScreenHost(
    ITerminal terminal, Func<IRoom> enter, ScreenOptions options, TimeProvider clock, Action<Action> runInBackground)
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

    private readonly EffectRunner _effects = new(options);
    private readonly ConcurrentQueue<Message> _results = new();
    private readonly List<InputEvent> _input = [];
    private readonly CellBuffer _frame = new(terminal.Size);
    private readonly Channel<bool> _newsTaken = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Autosave _autosave = new(options.AutosaveFolder);
    private readonly TaskCompletionSource _entered = new();
    private Model _model = Begin(terminal, options, clock);
    private bool _entering;
    private IRoom? _room;
    private ExceptionDispatchInfo? _failure;
    private DateTimeOffset _looked;
    private int? _status;

    /// <summary>Takes the terminal and gives it back when the person quits, the room ends, or the terminal is gone.</summary>
    /// <returns>The exit status.</returns>
    /// <exception cref="Exception">What entering the room threw, after the terminal was given back.</exception>
    public int Run()
    {
        using var ended = new CancellationTokenSource();
        terminal.Enter();
        try
        {
            Apply(new Message.Input(new ResizeInput(terminal.Size)));
            Draw();
            _entering = true;
            runInBackground(() => Enter(ended.Token));
            Start(new Effect.ListGallery());
            if (options.StartFile is { } file)
                Start(new Effect.LoadPicture(Path.GetFullPath(file, options.StartDirectory)));
            if (options.AutosaveFolder is not null)
                Start(new Effect.ListKept(Announce: true));
            while (_status is null)
                TakeBatch();
        }
        finally
        {
            ended.Cancel();
            terminal.Leave();
            _autosave.Close(_model.Table);
            if (_entering)
                _entered.Task.Wait(LongTime);
            _effects.Slots.CloseAll();
        }

        _failure?.Throw();
        return _status.Value;
    }

    private static Model Begin(ITerminal terminal, ScreenOptions options, TimeProvider clock) => new()
    {
        Size = terminal.Size, Now = clock.GetUtcNow(), Zone = clock.LocalTimeZone, Version = options.Version,
        BytesPerDatagram = options.BytesPerDatagram,
        Room = new RoomState(options.Name, options.RoomName, "entering …"),
        Open = OpenState.At(options.StartDirectory),
        Theme = options.Theme.Length == 0 ? ThemeColors.Terminal : ThemeFile.Load(options.Theme), Terminal = options.Terminal, Bell = options.Bell,
        OpenTrusted = options.OpenTrusted,
        Settings = new Lazy<IReadOnlyList<(string, string, Text)>>(options.Settings), Language = options.Language,
    };

    private void TakeBatch()
    {
        _input.Clear();
        var alive = terminal.Read(_input, UntilWake());
        Apply(new Message.Tick(clock.GetUtcNow(), Look()));
        foreach (var input in _input)
            Apply(new Message.Input(input));
        while (_results.TryDequeue(out var result))
            Apply(result);
        while (_room?.News.TryRead(out var news) == true)
            Apply(new Message.News(news));
        _newsTaken.Writer.TryWrite(true);
        if (_status is null && !alive)
            _status = TerminalGone;
        if (_autosave.Follow(_model.Table) is { } flush)
            runInBackground(() => Post(flush));
        if (_status is null)
            Draw();
    }

    private void Post(Func<Message?> work)
    {
        if (work() is { } result)
            Post(result);
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
                _status ??= quit.Status;
                break;
            case Effect.Repaint:
                terminal.Invalidate();
                break;
            case Effect.ChangeTerminal change:
                terminal.Apply(change.Settings);
                break;
            case Effect.RingBell:
                terminal.WriteControl("\a"u8);
                break;
            case Effect.CopyText copy:
                terminal.WriteControl(Clipboard.Copy(copy.Text));
                break;
            case Effect.Suspend:
                terminal.Suspend();
                break;
            default:
                runInBackground(() =>
                {
                    if (_effects.Run(effect, _room) is { } result)
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
        var due = clock.GetUtcNow() + every;
        if (_model.EscapeAt is { } escape && escape + ScreenUpdate.EscapeWait < due)
            due = escape + ScreenUpdate.EscapeWait;
        if (_model.Preview is { Plays: true, NextFrameAt: { } frame } && frame < due)
            due = frame;
        var left = due - clock.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }

    private RoomLook? Look()
    {
        var now = clock.GetUtcNow();
        if (_room is not { } room || (now - _looked < SlotsEvery && Text.Verbatim(room.NetworkState).Equals(_model.Room.NetworkState)))
            return null;
        _looked = now;
        return RoomLook.At(room) with { HandSlots = _effects.Slots.States };
    }

    private void Enter(CancellationToken ended)
    {
        IRoom room;
        try
        {
            room = enter();
        }
        // Whatever it is, the terminal is given back first, and the caller says it.
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
            Post(new Message.RoomEnded());
            return;
        }
        finally
        {
            _entered.SetResult();
        }

        // From here on the loop looks at it, and it alone: what another thread saw might be put over what the loop saw later.
        Volatile.Write(ref _room, room);
        Post(new Message.RoomEntered(room.Name, room.RoomName));
        PumpNews(room, ended);
    }

    /// <summary>Waits for news beside the loop and wakes it; the loop takes them. Only where it has taken them, it waits again.</summary>
    private void PumpNews(IRoom room, CancellationToken ended)
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
