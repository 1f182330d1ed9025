using System.Text;
using PeerSlot.Terminal.Unix;

namespace PeerSlot.Terminal;

/// <summary>Asks for a line that is not shown while it is typed: a passphrase.</summary>
public static class HiddenLine
{
    private const int MaximumSize = 4_096;
    private const byte Interrupt = 3; // Ctrl+C
    private const byte EndOfText = 4; // Ctrl+D
    private const byte ClearLine = 21; // Ctrl+U

    /// <summary>False where standard input and output are no terminal.</summary>
    /// <param name="prompt">Harmless.</param>
    /// <param name="line">Null: the person interrupted.</param>
    public static bool TryRead(string prompt, out string? line)
    {
        line = null;
        if (OperatingSystem.IsWindows())
            return TryReadConsole(prompt, out line);
        if (TerminalDevice.Open() is not { } device)
            return false;
        using (device)
        {
            device.MakeRaw();
            try
            {
                device.Write(Encoding.UTF8.GetBytes(prompt), () => true);
                line = Read(device);
                device.Write("\r\n"u8, () => true);
            }
            finally
            {
                device.Restore();
            }
        }

        return true;
    }

    private static string? Read(TerminalDevice device)
    {
        var typed = new List<byte>();
        Span<byte> bytes = stackalloc byte[64];
        while (true)
        {
            device.Wait(alsoOn: -1, milliseconds: 1_000, out var isInput);
            var count = isInput ? device.Read(bytes) : 0;
            if (count < 0)
                return null;
            foreach (var key in bytes[..count])
            {
                switch (key)
                {
                    case (byte)'\r' or (byte)'\n' or EndOfText:
                        return Encoding.UTF8.GetString([.. typed]);
                    case Interrupt:
                        return null;
                    case ClearLine:
                        typed.Clear();
                        break;
                    case 8 or 127:
                        RemoveRune(typed);
                        break;
                    case >= 32 when typed.Count < MaximumSize:
                        typed.Add(key);
                        break;
                }
            }
        }
    }

    /// <summary>The last rune: a leading byte and its continuation bytes (RFC 3629, section 3).</summary>
    private static void RemoveRune(List<byte> typed)
    {
        while (typed.Count > 0)
        {
            var last = typed[^1];
            typed.RemoveAt(typed.Count - 1);
            if ((last & 0xC0) != 0x80)
                return;
        }
    }

    private static bool TryReadConsole(string prompt, out string? line)
    {
        line = null;
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
            return false;
        Console.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        Console.WriteLine();
        line = typed.ToString();
        return true;
    }
}
