using System.Globalization;
using System.Text;
using PeerSlot.Terminal;

namespace PeerSlot.Tests.Support;

/// <summary>What a person's cat sends: keys, clicks and pastes as an xterm does, and now and then bytes that are nothing.</summary>
internal static class RandomInput
{
    /// <summary>All but what ends or stops the program.</summary>
    private static readonly string[] Keys =
    [
        "\r", "\t", "\u001b", "\u007f", "\u001b[A", "\u001b[B", "\u001b[C", "\u001b[D", "\u001b[H", "\u001b[F", "\u001b[5~", "\u001b[6~", "\u001b[3~",
        "\u001b[1;5C", "\u001b[1;5A", "\u001bOP", "\u001bOQ", "\u001bOR", "\u001bOS", "\u001b[15~", "\u001b[17~", "\u001b[18~", "\u001b[19~", "\u001b[20~",
        "\u0001", "\u0003", "\u0010", "\u0013", "\u0016", "\u0018", "\u0019", "\u001a", "\u001b[Z", "\u001b[200~/tmp/a b.png\u001b[201~",
    ];

    public static string Next(Random random, Size size) => random.Next(10) switch
    {
        < 4 => Rune(random),
        < 7 => Keys[random.Next(Keys.Length)],
        < 9 => Click(random, size),
        _ => "\u001b[" + (char)random.Next(32, 127),
    };

    /// <summary>No 0, which after Esc is F10 and quits.</summary>
    private static string Rune(Random random) => random.Next(8) == 0
        ? new Rune(random.Next(0x400, 0x460)).ToString()
        : ((char)random.Next(33, 127)).ToString().Replace('0', '9');

    private static string Click(Random random, Size size) => string.Create(CultureInfo.InvariantCulture,
        $"\u001b[<{(random.Next(6) == 0 ? random.Next(64, 68) : random.Next(3) + 32 * random.Next(2))};{random.Next(1, size.Width + 1)};{random.Next(1, Math.Max(2, size.Height))}{(random.Next(3) == 0 ? 'm' : 'M')}");
}
