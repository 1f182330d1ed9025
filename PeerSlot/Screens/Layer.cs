using System.Collections.Immutable;
using System.Text;
using PeerSlot.Drawing;
using PeerSlot.Drawing.Autosave;
using PeerSlot.Drawing.Tools;

namespace PeerSlot.Screens;

/// <summary>Something on top of the screen that takes the keys until Esc.</summary>
internal abstract record Layer(Mode Mode);

/// <param name="Scroll">Rows scrolled away.</param>
internal sealed record HelpLayer(int Scroll) : Layer(Mode.Help);

/// <summary>The selected picture of the inbox over the whole body.</summary>
internal sealed record PictureLayer() : Layer(Mode.Picture);

internal sealed record SettingsLayer(int Selected) : Layer(Mode.Settings);

/// <summary>The filter of the screen underneath is typed; what was typed is the model's.</summary>
internal sealed record FilterLayer() : Layer(Mode.Filter);

/// <summary>A line is asked for.</summary>
/// <param name="Question">The dialog's title.</param>
/// <param name="Typed">What stands in the field.</param>
/// <param name="Hint">What may be typed, in a line below the field.</param>
/// <param name="Subject">What the answer is about: a key, a path.</param>
internal sealed record PromptLayer(Prompt Prompt, Text Question, string Typed, Text Hint, string Subject) : Layer(Mode.Prompt);

/// <param name="Filter">What was typed.</param>
/// <param name="Selected">Among the commands that match.</param>
internal sealed record PaletteLayer(string Filter, int Selected) : Layer(Mode.Palette);

/// <summary>A question; what Yes does is an effect that a test can look at.</summary>
internal sealed record ConfirmLayer(Text Question, Text Yes, Effect OnYes) : Layer(Mode.Confirm);

/// <param name="Picture">As it was at F5.</param>
/// <param name="Bytes">Size of the file; null until it is measured.</param>
/// <param name="Ticked">To whom; empty = everybody.</param>
/// <param name="Selected">0 = everybody, then the peers.</param>
internal sealed record SendLayer(PictureToSend Picture, long? Bytes, ImmutableHashSet<Guid> Ticked, int Selected, PictureToSend? Other = null)
    : Layer(Mode.Send);

/// <param name="Color">0xRRGGBB.</param>
/// <param name="Hsv">The same; kept beside it, for grey has no hue.</param>
/// <param name="Typed">Digits typed into the field so far.</param>
/// <param name="Place">In the table.</param>
internal sealed record ColorLayer(int Color, HsvColor Hsv, bool IsGround, ColorField Field, string Typed, (int Column, int Row) Place)
    : Layer(Mode.Color);

/// <param name="IsFresh">Whether the next digit begins the number anew.</param>
internal sealed record ResizeLayer(int Width, int Height, bool IsHeight, bool IsFresh) : Layer(Mode.Resize)
{
    public int Value => IsHeight ? Height : Width;

    public ResizeLayer With(int value)
    {
        var bounded = Math.Clamp(value, 0, Canvas.MaximumSide);
        return IsHeight ? this with { Height = bounded } : this with { Width = bounded };
    }
}

internal sealed record SaveLayer(string Path) : Layer(Mode.Save);

/// <summary>A character of the brush sets.</summary>
internal sealed record GlyphLayer(int Row, int Column) : Layer(Mode.Glyph)
{
    public Rune Rune => BrushSet.All[Row].Runes[Math.Min(Column, BrushSet.All[Row].Runes.Count - 1)];
}

internal sealed record KeptLayer(IReadOnlyList<KeptDrawing> Drawings, int Selected, bool IsListed) : Layer(Mode.Kept);
