using System.Globalization;
using System.Text;

namespace PeerSlot.Terminal.Input;

/// <summary>Control strings (OSC, DCS, APC, PM, SOS), by which terminals answer; they end with ST or BEL.</summary>
internal sealed partial class InputParser
{
    private const int LongestReply = 256;

    private readonly StringBuilder _string = new();

    /// <summary>Bytes of the string that is being swallowed, kept or not.</summary>
    private int _stringLength;

    /// <summary>
    /// Whether strings are to be expected. A person's Alt-] or Alt-P must not swallow what is typed next, so they begin a string only
    /// while an answer to a probe may come.
    /// </summary>
    public bool ExpectsReplies { get; set; }

    private bool MayBeReply(byte introducer) => ExpectsReplies && introducer is (byte)']' or (byte)'P' or (byte)'_';

    private void BeginString(byte introducer)
    {
        _state = State.String;
        _string.Clear().Append((char)introducer);
        _stringLength = 0;
    }

    private void TakeString(byte value, List<InputEvent> events)
    {
        if (_state == State.StringEscape && value != '\\')
        {
            // ESC ends the string, and begins what comes next.
            _state = State.Escape;
            TakeEscape(value, events);
        }
        else if (_state == State.StringEscape || value == '\a')
        {
            _state = State.Ground;
            ReadReply(_string.ToString());
        }
        else if (value == Esc)
        {
            _state = State.StringEscape;
        }
        else if (++_stringLength > 4 * LongestReply)
        {
            _state = State.Ground; // No terminal answers at such length; the keys shall not stay dead.
        }
        else if (_string.Length < LongestReply)
        {
            _string.Append((char)value);
        }
    }

    private void ReadReply(string reply)
    {
        if (reply.StartsWith("P>|", StringComparison.Ordinal))
            replies.Version = SafeText.Clean(reply[3..Math.Min(reply.Length, 67)]);
        else if (reply.StartsWith("P1$r", StringComparison.Ordinal) || reply.StartsWith("P0$r", StringComparison.Ordinal))
            replies.TrueColor = IsTrueColor(reply);
        else if (reply.StartsWith("_G", StringComparison.Ordinal))
            replies.Kitty |= reply.EndsWith(";OK", StringComparison.Ordinal);
        else if (reply.StartsWith("]11;rgb:", StringComparison.Ordinal))
            replies.Background = ReadColor(reply[8..]);
    }

    /// <summary>The answer holds what was set, 48;2;1;2;3, by terminal also as 48:2::1:2:3.</summary>
    private static bool IsTrueColor(string reply) =>
        reply.Contains("48:2:", StringComparison.Ordinal) && reply.Contains(":1:2:3", StringComparison.Ordinal)
        || reply.Contains("48;2;1;2;3", StringComparison.Ordinal);

    /// <summary>XParseColor's rgb:r/g/b with 1 to 4 hexadecimal digits each.</summary>
    private static Color? ReadColor(string text)
    {
        var parts = text.Split('/');
        if (parts.Length != 3)
            return null;
        Span<byte> channels = stackalloc byte[3];
        for (var i = 0; i < 3; i++)
        {
            if (parts[i].Length is 0 or > 4 || !int.TryParse(parts[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                return null;
            channels[i] = (byte)(value * 255 / ((1 << 4 * parts[i].Length) - 1));
        }

        return Color.FromRgb(channels[0], channels[1], channels[2]);
    }
}
