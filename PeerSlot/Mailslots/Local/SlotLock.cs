namespace PeerSlot.Mailslots.Local;

/// <summary>
/// Who holds a slot's lock file has the slot, among all processes. The system frees it when its owner dies (flock(2)), so a dead
/// owner's slot is taken over.
/// </summary>
internal sealed class SlotLock : IDisposable
{
    private readonly FileStream _file;

    private SlotLock(FileStream file) => _file = file;

    /// <summary>Null: another process, or another slot of this one, has it.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static SlotLock? TryTake(string path)
    {
        while (true)
        {
            if (OpenLocked(path) is not { } file)
                return null;

            // Its former owner may have removed the file after we opened it: then we hold a lock on nothing.
            var mark = Guid.NewGuid().ToByteArray();
            file.Write(mark);
            file.Flush();
            if (IsIn(path, mark))
                return new SlotLock(file);
            file.Dispose();
        }
    }

    public void Dispose()
    {
        // Removed while it is held, so that nobody else's is.
        File.Delete(_file.Name);
        _file.Dispose();
    }

    private static FileStream? OpenLocked(string path)
    {
        try
        {
            // .NET takes FileShare.None as flock(LOCK_EX | LOCK_NB).
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (e.HResult is Eagain or EagainOfMac)
        {
            return null;
        }
    }

    // errno.h: EWOULDBLOCK, which .NET hands on in HResult.
    private const int Eagain = 11;
    private const int EagainOfMac = 35;

    private static bool IsIn(string path, byte[] mark)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var there = new byte[mark.Length];
            return file.ReadAtLeast(there, there.Length, throwOnEndOfStream: false) == there.Length && there.AsSpan().SequenceEqual(mark);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
