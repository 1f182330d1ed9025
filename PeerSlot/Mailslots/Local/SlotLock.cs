namespace PeerSlot.Mailslots.Local;

/// <summary>
/// Who holds a slot's lock file has the slot, among all processes. The system frees it when its owner dies (flock(2)), so a dead
/// owner's slot is taken over.
/// </summary>
internal sealed class SlotLock : IDisposable
{
    // errno.h: EWOULDBLOCK on Linux and macOS, which .NET hands on in HResult.
    private const int WouldBlock = 11;
    private const int WouldBlockOfMac = 35;

    private readonly FileStream _file;

    private SlotLock(FileStream file) => _file = file;

    /// <summary>Null: another process, or another slot of this one, has it.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static SlotLock? TryTake(string path)
    {
        try
        {
            // .NET takes FileShare.None as flock(LOCK_EX | LOCK_NB).
            return new SlotLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (IOException e) when (e.HResult is WouldBlock or WouldBlockOfMac)
        {
            return null;
        }
    }

    /// <summary>The empty file stays: if it were removed, two processes could lock two files of one name, one of them already gone.</summary>
    public void Dispose() => _file.Dispose();
}
