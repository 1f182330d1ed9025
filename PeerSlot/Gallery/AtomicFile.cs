using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PeerSlot.Gallery;

/// <summary>
/// A file that becomes visible whole or not at all: written and flushed under a name of its own, then given the name it is meant for, if that
/// is free. Whoever is killed between leaves at most the hidden first name, which <see cref="RemoveStale"/> finds.
/// </summary>
/// <remarks>Limitation: the folder itself is not flushed, so a power cut may take a name that was given in the last seconds.</remarks>
internal sealed partial class AtomicFile : IDisposable
{
    /// <summary>What ends the name of a file that is being written.</summary>
    public const string Suffix = ".part";

    /// <summary>
    /// A hidden file is left alone until it is this old, so that nobody's is taken between its creation and its lock, on a disk without locks
    /// (NFS) while it is being written, or before it got its last name.
    /// </summary>
    private static readonly TimeSpan Youngest = TimeSpan.FromMinutes(10);

    private AtomicFile(string path) => HiddenPath = path;

    public string HiddenPath { get; }

    /// <summary>The folder, made for the account alone (0700) if it is not there.</summary>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Writes and flushes to disk a file <c>{prefix}.{random}.part</c>, locked meanwhile.</summary>
    /// <param name="ownerOnly">0600 instead of what the account's umask says.</param>
    /// <exception cref="IOException">Disk full or broken; nothing is left.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not writable.</exception>
    public static AtomicFile Write(string folder, string prefix, ReadOnlySpan<byte> content, bool ownerOnly)
    {
        var file = new AtomicFile(Path.Combine(folder, $"{prefix}.{Guid.NewGuid():N}{Suffix}"));
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
            if (ownerOnly && !OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(file.HiddenPath, options);
            stream.Write(content);
            stream.Flush(flushToDisk: true);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Gives the file its name, in the same folder or on the same disk. False: the name is taken, and what bears it is untouched.</summary>
    public bool TryPublish(string path) => TryName(HiddenPath, path);

    /// <summary>
    /// Gives a file a second name if that is free; the first one may then be removed. On Unix a link: of File.Move's check and rename, two
    /// processes at once would both succeed, and one picture be lost.
    /// </summary>
    /// <exception cref="IOException">Also where the file is gone.</exception>
    public static bool TryName(string file, string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Link(file, path) == 0)
                return true;
            if (Marshal.GetLastPInvokeError() == Eexist)
                return false;
        }

        // Windows; and disks without links (FAT, some network ones), where the check and the rename stay two steps.
        try
        {
            File.Move(file, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Removes hidden files of processes that are gone: not locked, and old.</summary>
    public static void RemoveStale(string folder, string pattern, DateTimeOffset now)
    {
        foreach (var path in Directory.EnumerateFiles(folder, pattern))
        {
            try
            {
                if (now - File.GetLastWriteTimeUtc(path) < Youngest)
                    continue;
                // A writer that lives holds a lock (flock, or no sharing on Windows), which ends with its process however that dies.
                using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                File.Delete(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, another account's, or gone meanwhile: not ours to remove.
            }
        }
    }

    /// <summary>Removes the hidden name.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(HiddenPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // RemoveStale finds it later; what happened before is the better message.
        }
    }

    /// <summary>"File exists", the same number on Linux and macOS.</summary>
    private const int Eexist = 17;

    /// <summary>link(2), POSIX.1-2017.</summary>
    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string added);
}
