using System.Globalization;
using System.Text;

namespace PeerSlot.Mailslots.Ssh;

/// <summary>
/// The relay's first line, <c>peerslot-relay 1 0.1.0</c>: the number of the frames' layout, and the program's version for people. What a login says before it is
/// passed over.
/// </summary>
internal static class SshGreeting
{
    /// <summary>Of <see cref="SshFrame"/>: another one is another language.</summary>
    public const int Layout = 1;

    private const string Word = "peerslot-relay ";

    /// <summary>Bytes that a login may say first.</summary>
    private const int LongestNoise = 64 * 1024;

    /// <summary>Bytes of the line; of a longer one the rest is passed over.</summary>
    private const int LongestLine = 100;

    public static void Write(Stream stream, string version)
    {
        stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Word}{Layout} {version}\n")));
        stream.Flush();
    }

    /// <summary>Reads up to the end of the greeting and no byte more. False: the stream ended, or too much came before it.</summary>
    /// <param name="version">Printable ASCII.</param>
    /// <exception cref="IOException">The stream broke.</exception>
    public static bool TryRead(Stream stream, out int layout, out string version)
    {
        (layout, version) = (0, "");
        var line = new StringBuilder(LongestLine);
        for (var count = 0; count < LongestNoise && stream.ReadByte() is >= 0 and var b; count++)
        {
            if (b != '\n')
            {
                if (line.Length < LongestLine)
                    line.Append(b is > ' ' and <= '~' ? (char)b : ' ');
                continue;
            }

            if (TryParse(line.ToString(), out layout, out version))
                return true;
            line.Clear();
        }

        return false;
    }

    private static bool TryParse(string line, out int layout, out string version)
    {
        (layout, version) = (0, "");
        if (!line.StartsWith(Word, StringComparison.Ordinal))
            return false;
        var words = line[Word.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out layout))
            return false;
        version = words[1];
        return true;
    }
}
