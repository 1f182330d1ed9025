using System.IO.Compression;

namespace PeerSlot.Languages;

/// <summary>
/// A language's words, from <c>Languages/Russian/*.txt</c>: a line of English, the line below it in the other language, a blank line; <c>#</c>
/// begins a comment. The build packs the files into one deflated resource, <c>words.ru</c>.
/// </summary>
internal static class WordTable
{
    public static Dictionary<string, string> Load(string code)
    {
        using var packed = typeof(WordTable).Assembly.GetManifestResourceStream($"words.{code}")
            ?? throw new InvalidOperationException($"The words of {code} are not in the executable.");
        using var lines = new StreamReader(new DeflateStream(packed, CompressionMode.Decompress));
        var words = new Dictionary<string, string>(1024);
        foreach (var (english, other) in Read(lines))
            words[english] = other;
        return words;
    }

    /// <summary>The pairs of a file.</summary>
    internal static IEnumerable<(string English, string Other)> Read(TextReader lines)
    {
        string? english = null;
        while (lines.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                english = null;
            }
            else if (english is null)
            {
                english = line;
            }
            else
            {
                yield return (english, line);
                english = null;
            }
        }
    }
}
