using System.Security.Cryptography;
using System.Text;

namespace PeerSlot.Mailslots.Local;

/// <summary>
/// A slot's name as a file's: lower case, since names are not case sensitive; a level's <c>\</c> is <c>~</c>, and what is not plain is its
/// UTF-8 in hexadecimal after <c>%</c>. Two names never share a file. A name too long for a socket is its hash.
/// </summary>
internal static class SlotFileName
{
    public const string SocketSuffix = ".slot";
    public const string LockSuffix = ".lock";

    /// <summary>Bytes of sun_path without its NUL: 108 on Linux, 104 on macOS (unix(7), unix(4)).</summary>
    private const int LongestPath = 103;

    /// <summary>Hexadecimal digits of the hash, after <c>#</c>, which no plain name contains.</summary>
    private const int HashDigits = 32;

    /// <summary>Whether a folder's path leaves room for at least a hash.</summary>
    public static bool Fits(string folder) => Encoding.UTF8.GetByteCount(folder) + 1 + 1 + HashDigits + SocketSuffix.Length <= LongestPath;

    /// <summary>The path of a slot's files, without the suffix.</summary>
    public static string Of(string folder, string slotName)
    {
        var name = Escape(slotName.ToLowerInvariant());
        if (Encoding.UTF8.GetByteCount(folder) + 1 + name.Length + SocketSuffix.Length > LongestPath)
            name = "#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashDigits];
        return Path.Combine(folder, name);
    }

    private static string Escape(string name)
    {
        var text = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            var c = (char)b;
            if (c == '\\')
                text.Append('~');
            else if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '{' or '}' || (c == '.' && text.Length > 0))
                text.Append(c);
            else
                text.Append('%').Append(Convert.ToHexStringLower([b]));
        }

        return text.ToString();
    }
}
