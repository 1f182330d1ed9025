using System.Globalization;

namespace PeerSlot.Commands.Deploy;

/// <summary>Why PeerSlot cannot run on a machine, each in one plain sentence with the remedy.</summary>
internal static class DeployVerdict
{
    /// <summary>What the published file asks for at most; a test reads it from the file.</summary>
    public static readonly Version OldestGlibc = new(2, 28);

    /// <summary>Null: it should run.</summary>
    /// <param name="folder">Where the file is to lie, as the machine's owner would type it.</param>
    /// <param name="bytes">Of the file; 0 where there is no build for that platform.</param>
    public static Text? Of(HostProbe host, Text folder, long bytes)
    {
        if (host.Platform is null)
            return $"It is {host.System} on {host.Machine}, for which there is no build. There are builds for Linux on x86_64 and aarch64, macOS on arm64 and Windows on x64.";
        if (host.System == "Linux" && LibraryTrouble(host) is { } trouble)
            return trouble;
        if (bytes == 0)
            return $"It wants the build for {host.Platform}, which does not lie here. Publish it, and name the folder of the builds with --from.";
        if (!host.MayWrite)
            return $"{folder} cannot be written there. --to names another place.";
        if (!host.MayRun)
            return $"Programs in {folder} may not be run there (a noexec mount?). --to names another place.";
        if (host.Space < bytes)
            return
                $"{folder} has {host.Space / 1_000_000} MB left there, and the file takes {(bytes / 1_000_000) + 1} MB. Make room, or name another place with --to.";
        return null;
    }

    private static Text? LibraryTrouble(HostProbe host)
    {
        if (host.IsMusl)
            return "Its C library is musl (Alpine Linux?), and the builds need glibc.";
        if (host.Glibc is { } version && version < OldestGlibc)
            return $"Its glibc is {version}, and {OldestGlibc} or newer is needed: Debian 10, Ubuntu 20.04, RHEL 8 have it.";
        if (!host.HasSsl)
            return "It has no OpenSSL (libssl), which signs the announcements: sudo apt-get install libssl3, or sudo dnf install openssl-libs.";
        return host.HasStandardCpp ? null : (Text)"It has no libstdc++: sudo apt-get install libstdc++6, or sudo dnf install libstdc++.";
    }
}
