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

    public string Pictures => Path.Combine(Root, "gallery");

    /// <summary><c>dataDir</c> from the settings (<c>~/</c> is the home folder), or %LOCALAPPDATA%\PeerSlot, or $XDG_DATA_HOME/peerslot.</summary>
    public static DataFolder Resolve(PeerSlotSettings settings, SettingsSources sources)
    {
        var chosen = settings.DataDir;
        if (chosen.Length > 0)
            return new DataFolder(IsBelowHome(chosen) ? Path.Join(sources.HomeFolder, chosen[1..]) : Path.GetFullPath(chosen));
        return new DataFolder(sources.IsWindows
            ? Path.Combine(sources.Folder("LOCALAPPDATA", "AppData", "Local"), "PeerSlot")
            : Path.Combine(sources.Folder("XDG_DATA_HOME", ".local", "share"), "peerslot"));
    }

    private static bool IsBelowHome(string path) => path == "~" || path.StartsWith("~/", StringComparison.Ordinal);
}
