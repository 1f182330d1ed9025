using System.Diagnostics;

namespace PeerSlot.Protocol.Lab;

/// <summary>The blocks of a payload that are here. Memory is taken a page at a time, when a block falls into the page.</summary>
internal sealed class UnfinishedPayload(PayloadPlan plan, TimeSpan now, FinishedPayload? earlier, LabMemory memory)
{
    /// <summary>Pages of 73 KiB: below the size from which arrays are moved to the large object heap.</summary>
    private const int BlocksInPage = 256;

    private const int PageSize = BlocksInPage * LabPacket.BlockSize;

    private Page?[] _pages = [];
    private int _highest = -1;

    private sealed record Page(byte[] Bytes, bool[] Present);

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
        if (!TryGetPage(block / BlocksInPage, out var page))
            return Put.NoMemory;
        Fed = now;
        data = data[..plan.SizeOf(block)];
        var inPage = block % BlocksInPage;
        var place = page.Bytes.AsSpan(inPage * LabPacket.BlockSize, data.Length);
        if (!page.Present[inPage])
        {
            data.CopyTo(place);
            page.Present[inPage] = true;
            Have++;
            _highest = Math.Max(_highest, block);
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
        for (var i = 0; i < _pages.Length; i++)
            _pages[i]!.Bytes.CopyTo(content, i * PageSize);
        GiveBackMemory();
        return plan.IsPadded ? content[..^1] : content;
    }

    public void GiveBackMemory()
    {
        foreach (var page in _pages)
            memory.GiveBack(page?.Bytes.Length ?? 0);
        _pages = [];
        Have = 0;
    }

    private bool TryGetPage(int index, out Page page)
    {
        if (_pages.Length == 0)
            _pages = new Page?[(plan.Blocks + BlocksInPage - 1) / BlocksInPage];
        page = _pages[index]!;
        if (page is not null)
            return true;
        var size = Math.Min(PageSize, plan.Size - (index * PageSize));
        if (!memory.TryTake(size))
            return false;
        page = _pages[index] = new Page(new byte[size], new bool[BlocksInPage]);
        return true;
    }

    private void ForgetBehind(int block)
    {
        for (var later = block + 1; later <= _highest; later++)
        {
            if (_pages[later / BlocksInPage] is not { } page || !page.Present[later % BlocksInPage])
                continue;
            page.Present[later % BlocksInPage] = false;
            Have--;
        }

        _highest = block;
    }
}
