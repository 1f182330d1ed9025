using System.Runtime.Versioning;

namespace PeerSlot.Mailslots.Local;

/// <summary>The folder of a user's slots. Who can write to it can be any slot, so it is the user's alone (0700).</summary>
[UnsupportedOSPlatform("windows")]
internal static class SlotFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>EEXIST, ENOTDIR, ENOSPC and EROFS, the same on Linux and macOS.</summary>
    private const int AlreadyExists = 17, NoFolder = 20, DiskFull = 28, ReadOnly = 30;

    /// <summary>Makes the folder where it is missing and makes sure of it.</summary>
    /// <exception cref="MailslotException">AccessDenied (5).</exception>
    public static string Open(string? folder)
    {
        folder ??= Default();
        try
        {
            Directory.CreateDirectory(folder, OwnerOnly);
            var isLink = new DirectoryInfo(folder).LinkTarget is not null;

            // Anybody can make this name first in a shared temporary folder (CWE-377).
            if (isLink || !FileOwner.IsThisUser(folder))
                throw Unusable(folder, "It is somebody else's.");
            if (File.GetUnixFileMode(folder) != OwnerOnly)
                File.SetUnixFileMode(folder, OwnerOnly);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, Describe(e), e);
        }
    }

    /// <param name="runtimeFolder">The value of XDG_RUNTIME_DIR.</param>
    public static string Choose(string? runtimeFolder, string temporaryFolder, string user)
    {
        if (!string.IsNullOrEmpty(runtimeFolder) && Path.IsPathRooted(runtimeFolder) && Directory.Exists(runtimeFolder))
        {
            var folder = Path.Combine(runtimeFolder, "peerslot");
            if (SlotFileName.Fits(folder))
                return folder;
        }

        return Path.Combine(temporaryFolder, "peerslot-" + string.Concat(user.Where(char.IsAsciiLetterOrDigit)));
    }

    // macOS gives each user a temporary folder of his own; elsewhere TMPDIR can differ between two programs that want to meet.
    private static string Default() => Choose(
        Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR"), OperatingSystem.IsMacOS() ? Path.GetTempPath() : "/tmp", Environment.UserName);

    private static Text Describe(Exception e) => e switch
    {
        UnauthorizedAccessException => (Text)"This account may not use it.",
        { HResult: AlreadyExists or NoFolder } => "A file is in its place.",
        { HResult: DiskFull } => "The disk is full.",
        { HResult: ReadOnly } => "The disk is read-only.",
        _ => $"The system's error is {e.HResult & 0xFFFF}.",
    };

    private static MailslotException Unusable(string folder, Text why, Exception? inner = null) =>
        new(
            MailslotError.AccessDenied,
            $"The folder {folder} cannot hold this user's slots: {why} Set XDG_RUNTIME_DIR to a folder of your own, or use the network lan.",
            inner);
}
