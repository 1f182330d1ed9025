using System.Text;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>A key to its command: digits after Esc or with Alt are F-keys, Russian letters stand for the Latin ones on the same key.</summary>
internal static class KeyUpdate
{
    public static Step Press(Model model, KeyInput input)
    {
        var (key, waited) = (AsFKey(model, input) ?? input, model.EscapeAt is null ? model : model with { EscapeAt = null });
        var chord = KeyChord.Of(key);
        if (CommandTable.Find(waited.Mode, chord) is { } command)
            return command.Run(waited);
        var plain = (key.Modifiers & (KeyModifiers.Control | KeyModifiers.Alt)) == 0;
        if ((waited.Mode & Mode.Typing) != 0 && plain)
            return key.Key == Key.Character ? CommandTable.ScreenOf(waited.Mode).Type(waited, key.Rune.ToString()) : waited;
        var latin = chord with { Rune = key.Key == Key.Character ? KeyLayout.ToLatin(chord.Rune) : default };
        return CommandTable.Find(waited.Mode, latin)?.Run(waited) ?? waited;
    }

    private static KeyInput? AsFKey(Model model, KeyInput input)
    {
        var after = model.EscapeAt is { } at && model.Now - at < ScreenUpdate.EscapeWait && input.Modifiers == KeyModifiers.None;
        if (input.Key != Key.Character || input.Rune.Value is < '0' or > '9' || !(after || input.Modifiers == KeyModifiers.Alt))
            return null;
        return new KeyInput(input.Rune == new Rune('0') ? Key.F10 : Key.F1 + (input.Rune.Value - '1'));
    }
}
