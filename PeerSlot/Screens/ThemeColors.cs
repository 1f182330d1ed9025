using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>
/// A theme: for each role of <see cref="Theme"/> another look. Roles that look alike in <see cref="Theme"/> look alike in every theme; pictures
/// are not themed.
/// </summary>
internal sealed class ThemeColors
{
    /// <summary>Null where every role keeps its look: the first frame in the terminal's own colours makes no table.</summary>
    private readonly Dictionary<Style, Style>? _looks;

    public ThemeColors(string name, IReadOnlyDictionary<string, Style> looks)
    {
        Name = name;
        foreach (var (role, style) in looks.Count == 0 ? [] : Roles)
        {
            if (looks.TryGetValue(role, out var look))
                (_looks ??= []).Add(style, look);
        }
    }

    /// <summary>The names in a theme's file.</summary>
    public static IReadOnlyList<(string Name, Style Style)> Roles { get; } =
    [
        ("text", Theme.Text), ("strong", Theme.Strong), ("quiet", Theme.Quiet), ("header", Theme.Header), ("headerNews", Theme.HeaderNews),
        ("selected", Theme.Selected), ("marked", Theme.Marked), ("new", Theme.New), ("trouble", Theme.Trouble), ("barLabel", Theme.BarLabel),
    ];

    /// <summary>The terminal's own colours, as <see cref="Theme"/> names them.</summary>
    public static ThemeColors Terminal { get; } = new("terminal", new Dictionary<string, Style>());

    public string Name { get; }

    public Style Of(Style role) => _looks?.GetValueOrDefault(role, role) ?? role;
}
