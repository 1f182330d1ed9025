using System.Text;
using PeerSlot.Terminal;

namespace PeerSlot.Tests.Terminal.Frames;

/// <summary>Screens as a person might see them, and some that nobody should: broken wide runes, controls, blanks of every kind.</summary>
internal sealed class RandomFrames(int seed)
{
    private static readonly string[] Texts = ["lab-07", "Привет", "日本語テキスト", "a🙂b", "e\u0301", "\u0301x\u0301\u0302\u0303y", "日\u3099", "\u1112\u1161\u11AB", " \u0308", "▀\u0301", "\e[31mred", "x\u202Ey", "        ", "─│┌█▀▄", "한글"];

    private readonly Random _random = new(seed);

    public Size Size() => new(_random.Next(1, 40), _random.Next(1, 12));

    public void Change(CellBuffer frame)
    {
        switch (_random.Next(8))
        {
            case 0:
                frame.Clear(Style());
                break;
            case 1:
                frame.Fill(Area(frame), new Cell(new Rune(_random.Next(3) == 0 ? '▀' : ' '), Style()));
                break;
            case 2:
                frame.DrawBox(Area(frame), (BoxStyle)_random.Next(2), Style(), "Title", "9 of 12");
                break;
            case 3: // Noise, with halves of wide runes.
                for (var i = _random.Next(30); i > 0; i--)
                    frame[_random.Next(frame.Width), _random.Next(frame.Height)] = new Cell(Noise(), Style());
                break;
            case 4:
                frame[_random.Next(frame.Width), _random.Next(frame.Height)] = Cell.Continuation(Style());
                break;
            default:
                for (var i = _random.Next(5); i >= 0; i--)
                    frame.Write(_random.Next(-3, frame.Width), _random.Next(frame.Height), Texts[_random.Next(Texts.Length)], Style());
                break;
        }
    }

    public (int Column, int Row)? Cursor(CellBuffer frame) =>
        _random.Next(3) == 0 ? null : (_random.Next(-1, frame.Width + 1), _random.Next(frame.Height));

    public bool OneIn(int count) => _random.Next(count) == 0;

    private Rune Noise() => _random.Next(6) switch
    {
        0 => new Rune('日'),
        1 => new Rune('\e'),
        2 => new Rune(0x0301),
        3 => new Rune('▄'),
        4 => new Rune(' '),
        _ => new Rune('a' + _random.Next(26)),
    };

    private Rectangle Area(CellBuffer frame) =>
        new(_random.Next(-2, frame.Width), _random.Next(-2, frame.Height), _random.Next(1, frame.Width + 3), _random.Next(1, frame.Height + 3));

    private Style Style() => _random.Next(4) == 0
        ? default
        : new Style(Color(), Color(), _random.Next(2) == 0 ? CellAttributes.None : (CellAttributes)_random.Next(32));

    private Color Color() => _random.Next(4) switch
    {
        0 => PeerSlot.Terminal.Color.Default,
        1 => PeerSlot.Terminal.Color.FromRgb(0x0000AA),
        2 => PeerSlot.Terminal.Color.FromRgb(_random.Next(4) * 0x333333),
        _ => PeerSlot.Terminal.Color.FromRgb(_random.Next(0x1000000)),
    };
}
