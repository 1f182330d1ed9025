using System.Text;

namespace PeerSlot.Terminal.Input;

/// <summary>Bracketed paste: CSI 200 ~ text CSI 201 ~.</summary>
internal sealed partial class InputParser
{
    /// <summary>Bytes of one paste that are kept, 1 MiB: enough for text and any list of paths; the rest is read and dropped.</summary>
    internal const int LongestPaste = 1 << 20;

    private static readonly byte[] PasteEnd = "\e[201~"u8.ToArray();

    private byte[] _paste = [];
    private int _pasteLength;

    /// <summary>Bytes of <see cref="PasteEnd"/> that came.</summary>
    private int _pasteEndMatched;

    private void BeginPaste()
    {
        _state = State.Paste;
        (_pasteLength, _pasteEndMatched) = (0, 0);
    }

    private void TakePaste(byte value, List<InputEvent> events)
    {
        // ESC stands only at the beginning of the end mark, so that a mismatch can only begin it anew.
        if (value != PasteEnd[_pasteEndMatched])
        {
            KeepPasted(PasteEnd.AsSpan(0, _pasteEndMatched));
            _pasteEndMatched = 0;
        }

        if (value != PasteEnd[_pasteEndMatched])
        {
            KeepPasted([value]);
        }
        else if (++_pasteEndMatched == PasteEnd.Length)
        {
            _state = State.Ground;
            events.Add(new PasteInput(Pasted(_paste.AsSpan(0, _pasteLength))));
            _paste = [];
        }
    }

    private void KeepPasted(ReadOnlySpan<byte> bytes)
    {
        if (_pasteLength + bytes.Length > LongestPaste)
            return;
        if (_pasteLength + bytes.Length > _paste.Length)
            Array.Resize(ref _paste, Math.Max(256, 2 * _paste.Length));
        bytes.CopyTo(_paste.AsSpan(_pasteLength));
        _pasteLength += bytes.Length;
    }

    /// <summary>Line ends as \n, tabs kept, other control characters removed, invalid UTF-8 as U+FFFD.</summary>
    private static string Pasted(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        var previous = '\0';
        foreach (var character in Encoding.UTF8.GetString(bytes))
        {
            if (character == '\r' || (character == '\n' && previous != '\r'))
                text.Append('\n');
            else if (character == '\t' || !char.IsControl(character))
                text.Append(character);
            previous = character;
        }

        return text.ToString();
    }
}
