using System.Globalization;
using System.Text;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>A key with its modifiers, as the command table names it: <c>F5</c>, <c>Ctrl-Z</c>, <c>Space</c>, <c>e</c>.</summary>
/// <param name="Rune">For <see cref="Key.Character"/> only.</param>
internal readonly record struct KeyChord(Key Key, Rune Rune, KeyModifiers Modifiers)
{
    private static readonly Dictionary<string, Key> Named = new()
    {
        ["PgUp"] = Key.PageUp, ["PgDn"] = Key.PageDown, ["Esc"] = Key.Escape, ["Del"] = Key.Delete, ["Ins"] = Key.Insert,
    };

    /// <summary>Different for each chord: a rune has 21 bits.</summary>
    public int Code => Rune.Value | (int)Key << 21 | (int)Modifiers << 28;

    /// <summary>Shift says nothing about a character: the rune is the shifted one already, and terminals differ in whether they tell.</summary>
    public static KeyChord Of(KeyInput input) => input.Key == Key.Character
        ? new(Key.Character, input.Rune, input.Modifiers & ~KeyModifiers.Shift)
        : new(input.Key, default, input.Modifiers);

    public static KeyChord Parse(string name)
    {
        var modifiers = KeyModifiers.None;
        var rest = name;
        for (; ; )
        {
            if (TryCut(ref rest, "Ctrl-"))
                modifiers |= KeyModifiers.Control;
            else if (TryCut(ref rest, "Shift-"))
                modifiers |= KeyModifiers.Shift;
            else
                break;
        }

        if (rest == "Space")
            return new(Key.Character, new Rune(' '), modifiers);
        if (rest.Length == 1)
            return new(Key.Character, new Rune(modifiers == 0 ? rest[0] : char.ToLowerInvariant(rest[0])), modifiers);
        return new(Named.TryGetValue(rest, out var key) ? key : Enum.Parse<Key>(rest), default, modifiers);
    }

    public KeyInput ToInput() => new(Key, Rune, Modifiers);

    public override string ToString()
    {
        var (key, text) = (Key, new StringBuilder());
        if (Modifiers.HasFlag(KeyModifiers.Control))
            text.Append("Ctrl-");
        if (Modifiers.HasFlag(KeyModifiers.Shift))
            text.Append("Shift-");
        if (Key != Key.Character)
            return text.Append(Named.FirstOrDefault(n => n.Value == key).Key ?? key.ToString()).ToString();
        return text.Append(Rune.Value == ' ' ? "Space" : text.Length == 0 ? Rune.ToString() : Rune.ToString().ToUpper(CultureInfo.InvariantCulture))
            .ToString();
    }

    private static bool TryCut(ref string text, string prefix)
    {
        if (text.Length <= prefix.Length || !text.StartsWith(prefix, StringComparison.Ordinal))
            return false;
        text = text[prefix.Length..];
        return true;
    }
}
