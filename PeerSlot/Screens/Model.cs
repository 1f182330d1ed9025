using System.Collections.Immutable;
using PeerSlot.Drawing;
using PeerSlot.Exchange;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>
/// All that the screens know. Immutable but for the canvas and the stroke under way, which the drawing table holds and Update alone
/// changes.
/// </summary>
internal sealed record Model
{
    public required Size Size { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>What times are shown in.</summary>
    public required TimeZoneInfo Zone { get; init; }

    public required RoomState Room { get; init; }

    /// <summary>When the room was looked at: lists of peers from before are older than what is shown.</summary>
    public DateTimeOffset LookedAt { get; init; }

    public required OpenState Open { get; init; }

    public ThemeColors Theme { get; init; } = ThemeColors.Terminal;

    public Language Language { get; init; } = Language.English;

    /// <summary>What the person wants of the terminal now.</summary>
    public TerminalSettings Terminal { get; init; } = new();

    /// <summary>Whether a picture that comes rings the terminal's bell.</summary>
    public bool Bell { get; init; }

    /// <summary>Whether a picture from a trusted peer opens over the whole screen.</summary>
    public bool OpenTrusted { get; init; }

    /// <summary>Changed in the settings screen, and not yet on their way to the file; by name.</summary>
    public ImmutableDictionary<string, string> Unsaved { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether a worker writes settings; one at a time, so that a later value is never overwritten by an earlier one.</summary>
    public bool IsSaving { get; init; }

    /// <summary>For the settings screen: every setting as the program began with it, and where it came from.</summary>
    public Lazy<IReadOnlyList<(string Name, string Value, Text Origin)>> Settings { get; init; } = new(() => []);

    /// <summary>For help.</summary>
    public string Version { get; init; } = "";

    /// <summary>For the estimate before sending.</summary>
    public int BytesPerDatagram { get; init; } = 1_300;

    /// <summary>For the estimate before sending.</summary>
    public long BitsPerSecond { get; init; } = 80_000_000;

    public Mode Screen { get; init; } = Mode.Draw;

    public ImmutableStack<Layer> Layers { get; init; } = [];

    public DrawState Table { get; init; } = DrawState.On(DrawDocument.Fresh());

    public ImmutableList<InboxItem> Inbox { get; init; } = [];

    public int InboxSelected { get; init; }

    /// <summary>Of pictures on their way, by key.</summary>
    public ImmutableDictionary<string, Beginning> Beginnings { get; init; } = ImmutableDictionary<string, Beginning>.Empty;

    /// <summary>Words that the rows of the shown list must have.</summary>
    public string Filter { get; init; } = "";

    public int PeerSelected { get; init; }

    public int SlotSelected { get; init; }

    /// <summary>Made by hand, at the end of the table.</summary>
    public IReadOnlyList<SlotState> HandSlots { get; init; } = [];

    /// <summary>The paths that were written to by hand, the newest last.</summary>
    public ImmutableList<string> WriteEnds { get; init; } = [];

    /// <summary>By network and path.</summary>
    public ImmutableDictionary<string, SlotTrack> SlotTracks { get; init; } = ImmutableDictionary<string, SlotTrack>.Empty;

    /// <summary>Every slot that is read in this process.</summary>
    public IReadOnlyList<SlotState> AllSlots => HandSlots.Count == 0 ? Room.Slots : [.. Room.Slots, .. HandSlots];

    /// <summary>Rows of the log scrolled away, counted from its newest line.</summary>
    public int LogScroll { get; init; }

    /// <summary>To whom F5 sends; empty = everybody.</summary>
    public ImmutableHashSet<Guid> Ticked { get; init; } = [];

    public ImmutableList<SendingState> Sendings { get; init; } = [];

    /// <summary>Whether Esc put the progress of sending away.</summary>
    public bool ProgressHidden { get; init; }

    public Preview Preview { get; init; } = Preview.None;

    public ImmutableList<LogLine> Log { get; init; } = [];

    public LogLine? Status { get; init; }

    /// <summary>When Esc was pressed where nothing was open: a digit that follows soon makes it an F-key.</summary>
    public DateTimeOffset? EscapeAt { get; init; }

    public Layer? Top => Layers.IsEmpty ? null : Layers.Peek();

    public Mode Mode => Top?.Mode ?? (Screen == Mode.Draw ? Table.Mode : Screen);

    public int NewPictures => Inbox.Count(i => i.IsNew);

    public InboxItem? SelectedPicture => InboxSelected < Inbox.Count ? Inbox[InboxSelected] : null;

    public RoomPeer? SelectedPeer => PeerSelected < Room.Peers.Count ? Room.Peers[PeerSelected] : null;

    public SendingState? ActiveSending => Sendings.FindLast(s => !s.Ended);

    /// <summary>Whether leaving now would cost somebody a picture.</summary>
    public bool IsTransferring => Sendings.Exists(s => s.IsAwaited) || Inbox.Exists(i => i.State == InboxState.Arriving);

    public Model Push(Layer layer) => this with { Layers = Layers.Push(layer) };

    public Model Pop() => Layers.IsEmpty ? this : this with { Layers = Layers.Pop() };

    /// <summary>Exchanges the topmost layer.</summary>
    public Model Replace(Layer layer) => this with { Layers = Layers.Pop().Push(layer) };

    /// <summary>Shows a line on the status line and keeps it in the log.</summary>
    public Model Say(Text text, bool trouble = false)
    {
        const int Kept = 500;
        var line = new LogLine(Now, text, trouble);
        var log = Log.Add(line);
        return this with { Status = line, Log = log.Count > Kept ? log.RemoveAt(0) : log };
    }

    /// <summary>Keeps a line in the log and shows it with its time and what can be done now.</summary>
    public Model Say(Text text, Text todo)
    {
        var said = Say(text);
        return said with { Status = said.Status! with { Text = $"{Clock(Now)} {text}  {todo}" } };
    }

    /// <summary>Shows a line that nobody wants to read again later.</summary>
    public Model Hint(Text text) => this with { Status = new LogLine(Now, text, false) { IsHint = true } };

    /// <summary>For another screen: a hint belongs to the one where it was given.</summary>
    public Model WithoutHint() => Status is { IsHint: true } ? this with { Status = null } : this;

    /// <summary>Hours and minutes, as the clock on the wall.</summary>
    public string Clock(DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, Zone).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="Trouble">Whether it tells of something that does not work.</param>
internal sealed record LogLine(DateTimeOffset At, Text Text, bool Trouble)
{
    public bool IsHint { get; init; }
}

/// <summary>The room as the header and the tables show it.</summary>
internal sealed record RoomState(string Name, string RoomName, Text NetworkState)
{
    public IReadOnlyList<RoomPeer> Peers { get; init; } = [];

    public IReadOnlyList<SlotState> Slots { get; init; } = [];

    public IgnoredDatagrams Ignored { get; init; } = IgnoredDatagrams.None;

    /// <summary>Null until that is known.</summary>
    public bool? IsSealed { get; init; }

    /// <summary>Everybody else: without our own other sessions.</summary>
    public IReadOnlyList<RoomPeer> Others => [.. Peers.Where(p => !p.IsSelf)];

    public string Title => RoomName.StartsWith('#') ? RoomName : '#' + RoomName;
}

/// <summary>The picture that the shown pane wants, and what came of it.</summary>
/// <param name="Wanted">Null where no pane shows a picture.</param>
/// <param name="IsLoading">Whether a worker is at it; one at a time, and the newest wish wins.</param>
internal sealed record Preview(PreviewRequest? Wanted, PreviewRequest? Loaded, PreviewResult? Result, bool IsLoading)
{
    public static Preview None { get; } = new(null, null, null, false);

    /// <summary>Of the loaded request; none where nothing moves.</summary>
    public IReadOnlyList<CellFrame> Frames { get; init; } = [];

    /// <summary>Which of them is shown.</summary>
    public int Frame { get; init; }

    /// <summary>When the next frame is due; null where nothing plays.</summary>
    public DateTimeOffset? NextFrameAt { get; init; }

    /// <summary>Whether what is shown are the cells that are wanted, and they move.</summary>
    public bool Plays => Frames.Count > 0 && Wanted is not null && Wanted == Loaded;

    /// <summary>The result where it is of the wanted picture, if of another size: better than nothing until the right one comes.</summary>
    public PreviewResult? Shown => Wanted is null || Loaded?.Source != Wanted.Source ? null
        : Plays && Result is { } still ? still with { Cells = Frames[Frame].Cells } : Result;
}
