using System.Globalization;
using System.Xml;
using PeerSlot.Terminal;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>
/// The pictures of the README, drawn from the real program in a terminal of our own. <c>docs/pictures/draw.sh</c> writes them; without it they go to a temporary
/// folder, to see that they still can be drawn.
/// </summary>
public sealed class ScreenPicturesTests
{
    private const string F4 = "\u001bOS";
    private const string F5 = "\u001b[15~";
    private const string F6 = "\u001b[17~";
    private const string End = "\u001b[F";

    [SkippableFact]
    public void The_pictures_of_the_README_can_be_drawn_from_the_program()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "pseudo terminals here are Linux's");
        using var folder = new TemporaryFolder();
        var target = Environment.GetEnvironmentVariable("PEERSLOT_SCREENS") is { Length: > 0 } asked ? asked : folder.Sub("pictures");
        using var screen = PtyProcess.Start(
            PeerSlotProcess.Executable, ["demo", "--name", "you", "--data-dir", folder.Sub("data")],
            new Dictionary<string, string> { ["TERM"] = "xterm-256color", ["COLORTERM"] = "truecolor", ["LANG"] = "C.UTF-8", ["HOME"] = folder.Path },
            new Size(100, 30), folder.Path);
        screen.WaitForText("5 peers");
        screen.WaitFor(s => s.Text.Contains("inbox 5 new", StringComparison.Ordinal), "five pictures");

        DrawAHouse(screen);
        Save(screen, target, "draw");
        screen.Send(F5);
        screen.WaitForText("Send picture");
        screen.WaitFor(s => Enumerable.Range(0, 30).Any(y => s.Row(y).Contains("Cost", StringComparison.Ordinal) && !s.Row(y).Contains('…', StringComparison.Ordinal)), "the cost");
        Save(screen, target, "send");
        screen.Send("\r");
        screen.WaitForText("5 of 5 got it");
        screen.Send(F6);
        screen.WaitForText("emil");
        Save(screen, target, "peers");
        screen.Send(F4 + End);
        screen.WaitFor(s => s.Text.Contains("sunset.png", StringComparison.Ordinal) && IsWhole(s), "the picture in the inbox");
        Save(screen, target, "inbox");
    }

    /// <summary>Whether the picture's pane is filled down to the lines below: pictures are drawn as they are decoded.</summary>
    private static bool IsWhole(VtEmulator screen) =>
        Enumerable.Range(2, 21).All(y => screen[80, y].Background.Kind == VtColorKind.Rgb && screen[80, y].Background != screen[99, 28].Background);

    /// <summary>By keys for tools and colours, by mouse for the shapes, as a person would.</summary>
    private static void DrawAHouse(PtyProcess screen)
    {
        var strokes = 0;
        Shape("4oo", 2, 1, 10, 4); // The sun, filled by the second o.
        Shape("5rr", 0, 14, 59, 17); // Grass.
        Shape("3", 8, 8, 29, 14); // Walls.
        Shape("8", 21, 10, 25, 14);
        Shape("6", 12, 10, 16, 12);
        Shape("2l", 5, 8, 18, 2);
        Shape("", 18, 2, 32, 8);
        Shape("", 5, 8, 32, 8);
        Shape("f", 18, 5, 18, 5); // The roof, filled where it is clicked.
        Shape("3rr", 44, 10, 46, 14);
        Shape("5oo", 38, 3, 52, 10);

        // Cells of the canvas, which stands in the middle of its pane.
        void Shape(string keys, int left, int top, int right, int bottom)
        {
            var (x, y, toX, toY) = (left + 12, top + 6, right + 12, bottom + 6);
            screen.Send(string.Create(CultureInfo.InvariantCulture, $"{keys}\u001b[<0;{x};{y}M\u001b[<32;{toX};{toY}M\u001b[<0;{toX};{toY}m"));
            screen.WaitForText(string.Create(CultureInfo.InvariantCulture, $"undo {++strokes}"));
        }
    }

    private static void Save(PtyProcess screen, string folder, string name)
    {
        var svg = screen.Look(SvgScreen.Of);
        new XmlDocument().LoadXml(svg);
        File.WriteAllText(Path.Combine(folder, name + ".svg"), svg);
    }
}
