using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>A line that is typed, the cursor at its end.</summary>
internal static class TextField
{
    public static string RubOut(string text) => text.Length == 0 ? "" : text[..^(text.Length > 1 && char.IsLowSurrogate(text[^1]) ? 2 : 1)];

    /// <summary>Shows the end of the text where it is longer than the field, and the cursor behind it.</summary>
    public static void Draw(Painter painter, Rectangle field, string text)
    {
        painter.Fill(field, Theme.Selected);
        var shown = text;
        while (SafeText.Width(shown) > field.Width - 1)
            shown = shown[(char.IsHighSurrogate(shown[0]) ? 2 : 1)..];
        var next = painter.Put(field.X, field.Y, shown, Theme.Selected, field.Width);
        painter.Cursor = (next, field.Y);
    }
}
