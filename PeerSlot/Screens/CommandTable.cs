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

    public static IReadOnlyList<ScreenCommand> All { get; } = Collect();

    /// <summary>The F-keys in their order.</summary>
    public static IReadOnlyList<ScreenCommand> Bar { get; } = Array.FindAll([.. GlobalTable.Table], IsFKey);

    public static Screen ScreenOf(Mode mode)
    {
        foreach (var screen in AllScreens)
        {
            if (screen.Mode == mode)
                return screen;
        }

        throw new ArgumentOutOfRangeException(nameof(mode));
    }

    public static ScreenCommand? Find(Mode mode, KeyChord chord) => ByKey.Table.GetValueOrDefault(ByKey.Of(mode, chord));

    public static bool IsBound(Mode mode, ScreenCommand command) => (command.Modes & mode) != 0;

    /// <summary>What the hint line shows: the mode's own commands first.</summary>
    public static IEnumerable<ScreenCommand> HintsOf(Mode mode)
    {
        foreach (var command in All)
        {
            if (IsBound(mode, command) && !command.Hint.IsEmpty && !IsFKey(command))
                yield return command;
        }
    }

    private static bool IsFKey(ScreenCommand command) => command.Keys.Length > 1 && command.Keys[0] == 'F' && char.IsAsciiDigit(command.Keys[1]);

    /// <summary>Where one types, a plain character is text and no command.</summary>
    private static bool IsText(Mode mode, KeyChord chord) =>
        (mode & Mode.Typing) != 0 && chord is { Key: PeerSlot.Terminal.Key.Character, Modifiers: 0 };

    private static List<ScreenCommand> Collect()
    {
        var all = new List<ScreenCommand>();
        foreach (var screen in AllScreens)
            all.AddRange(screen.Table);
        all.AddRange(GlobalTable.Table);
        return all;
    }

    /// <summary>Made at the first key, not before the first frame.</summary>
    private static class ByKey
    {
        public static Dictionary<long, ScreenCommand> Table { get; } = Create();

        public static long Of(Mode mode, KeyChord chord) => (long)mode << 32 | (uint)chord.Code;

        private static Dictionary<long, ScreenCommand> Create()
        {
            var table = new Dictionary<long, ScreenCommand>();
            foreach (var screen in AllScreens)
            {
                foreach (var command in All)
                {
                    if (!IsBound(screen.Mode, command))
                        continue;
                    foreach (var chord in command.Chords)
                    {
                        if (!IsText(screen.Mode, chord))
                            table.Add(Of(screen.Mode, chord), command);
                    }
                }
            }

            return table;
        }
    }
}
