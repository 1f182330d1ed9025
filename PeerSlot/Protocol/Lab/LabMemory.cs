using System.Diagnostics.CodeAnalysis;

namespace PeerSlot.Protocol.Lab;

/// <summary>
/// What all receivers together may keep of unfinished payloads, so that many slots are no way around the limit of one. Taken as blocks
/// arrive, never because a head says so.
/// </summary>
public sealed class LabMemory(LabSettings settings)
{
    /// <summary>Pages that are kept for the next payloads, 9 MiB: garbage in the slots then makes no work for the collector.</summary>
    private const int MaximumFree = 1_024;

    private readonly int _limit = settings.MaximumUnfinished;
    private readonly Stack<BlockPage> _free = new();

    /// <summary>Bytes.</summary>
    public int Used { get; private set; }

    internal bool TryTake([NotNullWhen(true)] out BlockPage? page)
    {
        page = null;
        if (_limit - Used < BlockPage.Size)
            return false;
        Used += BlockPage.Size;
        if (!_free.TryPop(out page))
            page = new BlockPage();
        return true;
    }

    internal void GiveBack(BlockPage page)
    {
        Used -= BlockPage.Size;
        page.Present = 0;
        if (_free.Count < MaximumFree)
            _free.Push(page);
    }
}
