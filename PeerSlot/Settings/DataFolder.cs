using System.Security.Cryptography;
using System.Text;

namespace PeerSlot.Settings;

/// <summary>The folder that keeps what belongs to the account: identity, gallery, log.</summary>
/// <param name="Root">Full path; it need not exist yet.</param>
public sealed record DataFolder(string Root)
{
    /// <summary>The private key.</summary>
    public string Identity => Path.Combine(Root, "identity.pem");

    /// <summary>Where an identity without a key was kept.</summary>
    internal string FormerIdentity => Path.Combine(Root, "identity");

    public string LabNumbers => Path.Combine(Root, "lab-numbers");

    /// <summary>Who was met under which name.</summary>
    public string KnownPeers => Path.Combine(Root, "known-peers");

    /// <summary>The derived key of a sealed room; room names may hold anything, so the file bears their hash.</summary>
    public string RoomKeyOf(string roomName) =>
        Path.Combine(Root, $"room-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(roomName)).AsSpan(0, 8))}.key");

    public string Pictures => Path.Combine(Root, "gallery");

    /// <summary>Autosave files of drawings.</summary>
    public string Drawings => Path.Combine(Root, "drawings");

    /// <summary><c>dataDir</c> from the settings (<c>~/</c> is the home folder), or %LOCALAPPDATA%\PeerSlot, or $XDG_DATA_HOME/peerslot.</summary>
    public static DataFolder Resolve(PeerSlotSettings settings, SettingsSources sources)
    {
        var chosen = settings.DataDir;
        if (chosen.Length > 0)
            return new DataFolder(BelowHome(chosen, sources));
        return new DataFolder(sources.IsWindows
            ? Path.Combine(sources.Folder("LOCALAPPDATA", "AppData", "Local"), "PeerSlot")
            : Path.Combine(sources.Folder("XDG_DATA_HOME", ".local", "share"), "peerslot"));
    }

    /// <summary>A full path; <c>~/</c> is the home folder.</summary>
    internal static string BelowHome(string path, SettingsSources sources) =>
        IsBelowHome(path) ? Path.Join(sources.HomeFolder, path[1..]) : Path.GetFullPath(path);

    private static bool IsBelowHome(string path) => path == "~" || path.StartsWith("~/", StringComparison.Ordinal);
}
