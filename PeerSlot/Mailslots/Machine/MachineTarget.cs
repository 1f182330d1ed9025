using System.Diagnostics;

namespace PeerSlot.Mailslots.Machine;

/// <summary>One slot that a client writes to.</summary>
/// <param name="mayBeAbsent">One of the eight numbers: most are nobody's, so that who is not there is not asked for at each message.</param>
internal sealed class MachineTarget(IMachineSlots slots, MailslotPath path, TimeSpan patience, bool mayBeAbsent) : IDisposable
{
    /// <summary>How long a slot that was not there is not asked for again; who starts is heard of at its own announcement.</summary>
    private static readonly TimeSpan AbsentFor = TimeSpan.FromMilliseconds(500);

    private readonly SlotWriter _writer = new(slots, path, patience);
    private long _absentSince;

    public MailslotPath Path => path;

    public bool IsRemote => path.Scope != MailslotScope.Local;

    /// <inheritdoc cref="SlotWriter.Write"/>
    public int Write(ReadOnlySpan<byte> message)
    {
        var since = Interlocked.Read(ref _absentSince);
        if (since != 0 && Stopwatch.GetElapsedTime(since) < AbsentFor)
            return Win32Error.FileNotFound;
        if (IsRemote && message.Length > slots.LargestRemoteMessage && slots.LargestRemoteMessage > 0)
            return Win32Error.InvalidUserBuffer;
        var error = _writer.Write(message);
        if (IsRemote && error != Win32Error.Success)
            slots.RemoteWriteFailed(error);
        if (mayBeAbsent)
            Interlocked.Exchange(ref _absentSince, error == Win32Error.FileNotFound ? Stopwatch.GetTimestamp() : 0);
        return error;
    }

    public void Dispose() => _writer.Dispose();
}
