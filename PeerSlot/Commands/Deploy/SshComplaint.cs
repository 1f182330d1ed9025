namespace PeerSlot.Commands.Deploy;

/// <summary>What ssh says when it cannot get in (its status 255), with a remedy where the case is known.</summary>
internal static class SshComplaint
{
    private static readonly (string Says, Text Remedy)[] Known =
    [
        ("Connection refused", "No SSH server answers there: sudo apt-get install openssh-server on that machine."),
        ("Could not resolve hostname", "Nobody knows a machine of this name: try its address."),
        ("timed out", "It does not answer: is it on, and in this network?"),
        ("No route to host", "It does not answer: is it on, and in this network?"),
        ("Network is unreachable", "No network leads there."),
        ("Host key verification failed", "Its key is unknown or has changed: connect once by ssh and look at it."),
        ("Permission denied", "It does not let this account in: ssh-copy-id puts your key there."),
        ("Too many authentication failures", "It does not let this account in: ssh-copy-id puts your key there."),
    ];

    public static Text Sentence(string errors)
    {
        foreach (var (says, remedy) in Known)
        {
            if (errors.Contains(says, StringComparison.OrdinalIgnoreCase))
                return remedy;
        }

        return LastLine(errors) is { Length: > 0 } line ? (Text)$"ssh could not get in: {line}" : "ssh could not get in.";
    }

    /// <summary>A program's last word, which is what it ended of; made harmless and short.</summary>
    public static string LastLine(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0)
            return "";
        var line = PeerNames.Harmless(lines[^1]);
        return line.EndsWith('.') ? line : line + ".";
    }
}
