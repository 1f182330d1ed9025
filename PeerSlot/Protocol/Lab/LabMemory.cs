namespace PeerSlot.Protocol.Lab;

/// <summary>
/// What all receivers together may keep of unfinished payloads, so that many slots are no way around the limit of one. Taken as blocks
/// arrive, never because a head says so.
/// </summary>
public sealed class LabMemory(LabSettings settings)
{
    private readonly int _limit = settings.MaximumUnfinished;

    /// <summary>Bytes.</summary>
    public int Used { get; private set; }

    internal bool TryTake(int bytes)
    {
        if (bytes > _limit - Used)
            return false;
        Used += bytes;
        return true;
    }

    internal void GiveBack(int bytes) => Used -= bytes;
}
