using System.Globalization;

namespace PeerSlot.Commands.Deploy;

/// <summary>What a machine said of itself when <see cref="Script"/> was run on it.</summary>
internal sealed class HostProbe
{
    private const string FirstLine = "peerslot-probe 1";

    /// <summary>
    /// For any POSIX shell, from its standard input, so that nothing depends on the account's own shell. The first line, put before it, sets <c>p</c> to the path of the
    /// file to be. Whether files may be run there is tried, not read from mount options: those of overlays and of network folders do not tell.
    /// </summary>
    public const string Script = """
        d=$(dirname -- "$p")
        PATH=$PATH:/sbin:/usr/sbin
        echo "peerslot-probe 1"
        echo "system $(uname -s)"
        echo "machine $(uname -m)"
        echo "libc $(getconf GNU_LIBC_VERSION 2>/dev/null || ls /lib/ld-musl-* 2>/dev/null)"
        echo "libraries" $( (ldconfig -p; ls /lib /usr/lib /lib64 /usr/lib64 /usr/local/lib) 2>/dev/null | grep -o 'lib\(ssl\|stdc++\)\.so\.[0-9][0-9.]*' | sort -u)
        echo "space" $(df -Pk "$d" 2>/dev/null | tail -n 1)
        t="$d/.peerslot-$$"
        if (printf '#!/bin/sh\nexit 0\n' >"$t") 2>/dev/null; then
          chmod 700 "$t"
          if "$t" 2>/dev/null; then echo "runs yes"; else echo "runs no"; fi
          rm -f "$t"
        else
          echo "runs unwritable"
        fi

        """;

    /// <summary>As uname says it: Linux, Darwin, FreeBSD.</summary>
    public string System { get; private set; } = "";

    /// <summary>As uname says it: x86_64, aarch64, armv7l.</summary>
    public string Machine { get; private set; } = "";

    /// <summary>Null where the C library is not glibc.</summary>
    public Version? Glibc { get; private set; }

    public bool IsMusl { get; private set; }

    public bool HasSsl { get; private set; }

    public bool HasStandardCpp { get; private set; }

    /// <summary>Free bytes of the folder; null where they were not told.</summary>
    public long? Space { get; private set; }

    public bool MayWrite { get; private set; }

    public bool MayRun { get; private set; }

    /// <summary>The .NET runtime identifier of its build; null where there is none.</summary>
    public string? Platform => (System, Machine) switch
    {
        ("Linux", "x86_64" or "amd64") => "linux-x64",
        ("Linux", "aarch64" or "arm64") => "linux-arm64",
        ("Darwin", "arm64") => "osx-arm64",
        _ => null,
    };

    /// <summary>False where no POSIX shell ran the script. Lines of a login's own greeting are passed over.</summary>
    public static bool TryRead(string answer, out HostProbe probe)
    {
        probe = new HostProbe();
        var lines = answer.Split('\n');
        var first = Array.FindIndex(lines, line => line.TrimEnd() == FirstLine);
        if (first < 0)
            return false;
        foreach (var line in lines.AsSpan(first + 1))
        {
            var words = line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 1)
                probe.Read(words[0], words.AsSpan(1));
        }

        return true;
    }

    private void Read(string key, ReadOnlySpan<string> words)
    {
        switch (key)
        {
            case "system":
                System = PeerNames.Harmless(words[0]);
                break;
            case "machine":
                Machine = PeerNames.Harmless(words[0]);
                break;
            case "libc":
                Glibc = words[0] == "glibc" && words.Length > 1 && Version.TryParse(words[1], out var version) ? version : null;
                IsMusl = words[0].Contains("ld-musl", StringComparison.Ordinal);
                break;
            case "libraries":
                foreach (var library in words)
                {
                    // The names that the runtime tries, newest first.
                    HasSsl |= library is "libssl.so.3" or "libssl.so.1.1" or "libssl.so.1.0.2" or "libssl.so.1.0.0" or "libssl.so.10";
                    HasStandardCpp |= library == "libstdc++.so.6";
                }

                break;
            case "space":
                Space = FreeBytes(words);
                break;
            case "runs":
                (MayWrite, MayRun) = (words[0] != "unwritable", words[0] == "yes");
                break;
        }
    }

    /// <summary>Of a line of <c>df -P</c>: the field before the percentage. A device's name may have blanks.</summary>
    private static long? FreeBytes(ReadOnlySpan<string> fields)
    {
        for (var i = 1; i < fields.Length; i++)
        {
            if (fields[i].EndsWith('%') && long.TryParse(fields[i - 1], NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes))
                return kibibytes * 1024;
        }

        return null;
    }
}
