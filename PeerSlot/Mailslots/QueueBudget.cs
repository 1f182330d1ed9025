namespace PeerSlot.Mailslots;

/// <summary>
/// What the slots of a driver may keep of unread messages together, beyond a little of each one's own: a peer has up to 64 slots for lab clients,
/// and whoever floods them all must not take 64 times a slot's limit. From any thread.
/// </summary>
/// <param name="limit">Bytes. Two full slots unless told.</param>
internal sealed class QueueBudget(long limit = 2 * MailslotLimits.QueueBytes)
{
    /// <summary>Bytes that each slot may keep whatever the others have: a flood of one slot costs no other its messages.</summary>
    public const int OwnBytes = 64 * 1024;

    private long _used;

    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= limit)
            return true;
        GiveBack(bytes);
        return false;
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref _used, -bytes);
}
