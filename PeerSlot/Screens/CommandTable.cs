namespace PeerSlot.Screens;

/// <summary>All screens and all commands, by mode and key.</summary>
internal static class CommandTable
{
    public static IReadOnlyList<Screen> AllScreens { get; } =
    [
        new DrawScreen(), new OpenScreen(), new InboxScreen(), new PeersScreen(), new SlotsScreen(), new LogScreen(),
        new SendDialog(), new HelpScreen(), new PaletteScreen(), new ConfirmDialog(), new PictureScreen(),
        new FilterField(), new PromptDialog(), new SettingsScreen(),
        new TextMode(), new SelectMode(), new PlaceMode(),
        new ColorDialog(), new ResizeDialog(), new SaveDialog(), new GlyphDialog(), new KeptDialog(),
    ];

    public static IReadOnlyList<ScreenCommand> All { get; } = [.. AllScreens.SelectMany(s => s.Table), .. GlobalTable.Table];

    /// <summary>The F-keys in their order.</summary>
    public static IReadOnlyList<ScreenCommand> Bar { get; } = [.. GlobalTable.Table.Where(IsFKey)];

    private static readonly Dictionary<(Mode Mode, KeyChord Chord), ScreenCommand> ByKey = CreateByKey();

    public static Screen ScreenOf(Mode mode) => AllScreens.First(s => s.Mode == mode);

    public static ScreenCommand? Find(Mode mode, KeyChord chord) => ByKey.GetValueOrDefault((mode, chord));

    public static bool IsBound(Mode mode, ScreenCommand command) => (command.Modes & mode) != 0;

    /// <summary>What the hint line shows: the mode's own commands first.</summary>
    public static IEnumerable<ScreenCommand> HintsOf(Mode mode) => All.Where(c => IsBound(mode, c) && !c.Hint.IsEmpty && !IsFKey(c));

    private static bool IsFKey(ScreenCommand command) =>
        command.Chords.Count > 0 && command.Chords[0].Key is >= PeerSlot.Terminal.Key.F1 and <= PeerSlot.Terminal.Key.F10;

    /// <summary>Where one types, a plain character is text and no command.</summary>
    private static bool IsText(Mode mode, KeyChord chord) =>
        (mode & Mode.Typing) != 0 && chord is { Key: PeerSlot.Terminal.Key.Character, Modifiers: 0 };

    private static Dictionary<(Mode, KeyChord), ScreenCommand> CreateByKey()
    {
        var table = new Dictionary<(Mode, KeyChord), ScreenCommand>();
        foreach (var screen in AllScreens)
        {
            foreach (var command in All.Where(c => IsBound(screen.Mode, c)))
            {
                foreach (var chord in command.Chords.Where(c => !IsText(screen.Mode, c)))
                    table.Add((screen.Mode, chord), command);
            }
        }

        return table;
    }
}
