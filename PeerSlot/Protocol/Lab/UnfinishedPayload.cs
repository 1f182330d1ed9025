using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace PeerSlot.Protocol.Lab;

/// <summary>The blocks of a payload that are here. Memory is taken a page at a time, when a block falls into the page.</summary>
internal sealed class UnfinishedPayload(PayloadPlan plan, TimeSpan now, FinishedPayload? earlier, LabMemory memory)
{
    /// <summary>By their place in the payload: a head that promises 64 MiB takes no room for a table of them.</summary>
    private readonly Dictionary<int, BlockPage> _pages = [];

    public enum Put
    {
        Added,

        /// <summary>It was here.</summary>
        Copy,

        /// <summary>There was another one in its place.</summary>
        Replaced,

        NoMemory,
    }

    public PayloadPlan Plan => plan;

    /// <summary>When the newest block came, or the head.</summary>
    public TimeSpan Fed { get; private set; } = now;

    /// <summary>The payload that was whole under the same number and size a moment ago; this may be one more copy of it.</summary>
    public FinishedPayload? Earlier => earlier;

    public int Have { get; private set; }

    public bool IsWhole => Have == plan.Blocks;

    /// <summary>
    /// Takes a block. Where it differs from the one that is here, the client has started again under its UUID and sends another payload
    /// of the same size: the new one is kept, and what follows it is of the old one and is forgotten.
    /// </summary>
    public Put Add(TimeSpan now, int block, ReadOnlySpan<byte> data)
    {
        if (!TryGetPage(block / BlockPage.Blocks, out var page))
            return Put.NoMemory;
        Fed = now;
        data = data[..plan.SizeOf(block)];
        var inPage = block % BlockPage.Blocks;
        var place = page.Bytes.AsSpan(inPage * LabPacket.BlockSize, data.Length);
        if ((page.Present & (1u << inPage)) == 0)
        {
            data.CopyTo(place);
            page.Present |= 1u << inPage;
            Have++;
            return Put.Added;
        }

        if (data.SequenceEqual(place))
            return Put.Copy;
        data.CopyTo(place);
        ForgetBehind(block);
        return Put.Replaced;
    }

    /// <summary>The whole payload without a byte that its sender has added; gives its memory back.</summary>
    public byte[] Join()
    {
        Debug.Assert(IsWhole, "Blocks are missing.");
        var content = new byte[plan.Size];
        foreach (var (index, page) in _pages)
        {
            var part = content.AsSpan(index * BlockPage.Size);
            page.Bytes.AsSpan(0, Math.Min(part.Length, BlockPage.Size)).CopyTo(part);
        }

        GiveBackMemory();
        return plan.IsPadded ? content[..^1] : content;
    }

    public void GiveBackMemory()
    {
        foreach (var page in _pages.Values)
            memory.GiveBack(page);
        _pages.Clear();
        Have = 0;
    }

    private bool TryGetPage(int index, [NotNullWhen(true)] out BlockPage? page)
    {
        if (_pages.TryGetValue(index, out page))
            return true;
        if (memory.TryTake(out page))
            _pages.Add(index, page);
        return page is not null;
    }

    private void ForgetBehind(int block)
    {
        foreach (var (index, page) in _pages)
        {
            var first = index * BlockPage.Blocks;
            var kept = block < first ? 0 : block - first >= BlockPage.Blocks - 1 ? uint.MaxValue : (2u << (block - first)) - 1;
            Have -= BitOperations.PopCount(page.Present & ~kept);
            page.Present &= kept;
        }
    }
}
