using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>Text over several lines.</summary>
internal static class TextWrap
{
    /// <summary>Lines of at most <paramref name="columns"/>, broken at blanks; a word that is longer is cut with ….</summary>
    public static IReadOnlyList<string> Lines(string text, int columns)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var fitting = SafeText.Fit(word, columns);
            if (line.Length > 0 && SafeText.Width(line) + 1 + SafeText.Width(fitting) > columns)
            {
                lines.Add(line);
                line = "";
            }

            line += line.Length == 0 ? fitting : " " + fitting;
        }

        if (line.Length > 0)
            lines.Add(line);
        return lines;
    }
}
