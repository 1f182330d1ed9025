using System.Diagnostics;
using System.Runtime.Versioning;
using PeerSlot.Terminal.Input;

namespace PeerSlot.Terminal.Unix;

/// <summary>Asks a terminal what it can show, for programs that do not take it over.</summary>
[UnsupportedOSPlatform("windows")]
internal static class TerminalInterview
{
    /// <summary>Whether SGR knows 24-bit colours (DECRQSS).</summary>
    private static ReadOnlySpan<byte> ColorQuestion => "\e[48;2;1;2;3m\eP$qm\e\\\e[m"u8;

    /// <summary>
    /// Kitty's graphics (a query with one pixel), XTVERSION, a cell's pixels, the background; last DA1, which all of them answer. What a terminal does not
    /// know it swallows.
    /// </summary>
    private static ReadOnlySpan<byte> Questions => "\e_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\e\\\e[>q\e[16t\e]11;?\e\\\e[c"u8;

    /// <param name="colors">Whether it is asked for its colours, too: <see cref="TerminalEnvironment.IsInsideScreen"/>.</param>
    public static TerminalAnswers Ask(TerminalDevice device, bool colors, TimeSpan limit)
    {
        var replies = new TerminalReplies();
        var parser = new InputParser(replies) { ExpectsReplies = true };
        var ignored = new List<InputEvent>();
        var begun = Stopwatch.GetTimestamp();
        Span<byte> buffer = stackalloc byte[512];
        device.MakeRaw();
        try
        {
            bool InTime() => Stopwatch.GetElapsedTime(begun) < limit;
            if ((colors && !device.Write(ColorQuestion, InTime)) || !device.Write(Questions, InTime))
                return new TerminalAnswers();
            while (replies.DeviceAttributes == 0 && limit - Stopwatch.GetElapsedTime(begun) is { Ticks: > 0 } left)
            {
                device.Wait(-1, (int)Math.Ceiling(left.TotalMilliseconds), out var input);
                var count = input ? device.Read(buffer) : 0;
                if (count < 0)
                    break;
                parser.Feed(buffer[..count], ignored);
            }
        }
        finally
        {
            device.Restore();
        }

        return Answers(replies);
    }

    /// <summary>Tmux translates 24-bit colours whether it says so or not; what it answers of graphics it cannot pass on.</summary>
    private static TerminalAnswers Answers(TerminalReplies replies)
    {
        var isTmux = replies.Version?.StartsWith("tmux", StringComparison.Ordinal) == true;
        return new TerminalAnswers
        {
            Colors = replies.TrueColor == true || isTmux ? ColorDepth.TrueColor : null,
            ShowsKitty = replies.Kitty && !isTmux,
            ShowsSixel = replies.Sixel,
            Version = replies.Version ?? "",
            CellPixels = replies.CellPixels is var (width, height) ? (width, height) : null,
            Background = replies.Background is { } color ? color.Rgb : null,
        };
    }
}
