using System.Globalization;

namespace PeerSlot.Commands;

/// <summary>One line on a terminal that shows how far a sending is and goes away again.</summary>
internal sealed class ProgressLine(CommandOutput output)
{
    private const int Width = 24;
    private bool _shown;

    public void Show(string what, long done, long of)
    {
        var part = of > 0 ? (double)done / of : 1;
        var full = (int)Math.Round(part * Width);
        output.Messages.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"\r\u001b[Ksending {PeerNames.Harmless(what)} {new string('█', full)}{new string('░', Width - full)} {part:P0}"));
        _shown = true;
    }

    public void Clear()
    {
        if (_shown)
            output.Messages.Write("\r\u001b[K");
        _shown = false;
    }
}
