using System.Security.Cryptography;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// One picture on its way in: its blocks, what is missing, and when to ask for it. It is hashed block by block, as far as the file is
/// whole from its beginning.
/// </summary>
/// <remarks>
/// <code>
///   arriving  -all symbols, hash right-  whole (Exchange files it)  -Filed-  finished, remembered with its receipt
///       |
///       +-  sender left or silent, no growth, hash wrong  -  incomplete, forgotten
/// </code>
/// </remarks>
internal sealed class ReceivingTransfer : IDisposable
{
    private readonly TransferSettings settings;
    private readonly SymbolLayout layout;
    private readonly byte[] sha256;
    private readonly Dictionary<int, ReceivedBlock> blocks = [];
    private IncrementalHash? hash;
    private int hashedBlocks;
    private int firstHole;
    private int requestBlock;
    private int requestDatagrams;
    private TimeSpan lastHeard;
    private TimeSpan lastGrowth;
    private TimeSpan lastProgress;
    private TimeSpan requestInterval;
    private TimeSpan quietUntil;
    private TimeSpan? askAt;
    private TimeSpan? leftAt;

    public ReceivingTransfer(TimeSpan now, TransferSettings settings, PictureManifest manifest, SymbolLayout layout, byte[] sha256, PeerAddress source)
    {
        this.settings = settings;
        this.layout = layout;
        this.sha256 = sha256;
        Manifest = manifest;
        Source = source;
        lastHeard = lastGrowth = lastProgress = now;
        requestInterval = settings.QuietBeforeRequest;
        quietUntil = now + requestInterval;
    }

    public PictureManifest Manifest { get; }

    public SymbolLayout Layout => layout;

    /// <summary>Where the sender's newest message came from.</summary>
    public PeerAddress Source { get; private set; }

    /// <summary>When the last receipt went out; null = none yet.</summary>
    public TimeSpan? LastReceipt { get; set; }

    public int Have { get; private set; }

    public long HaveBytes { get; private set; }

    /// <summary>Symbols that came after they were asked for.</summary>
    public int Repaired { get; private set; }

    public bool IsWhole { get; private set; }

    public bool IsRequesting => requestDatagrams > 0 && !IsWhole;

    public TimeSpan NextWakeUp =>
        IsWhole ? TimeSpan.MaxValue
        : Earlier(
            Earlier(lastHeard + settings.SenderSilence, lastGrowth + settings.NoGrowth),
            Earlier(Earlier(quietUntil, askAt ?? TimeSpan.MaxValue), leftAt is { } left ? left + settings.GraceAfterLeaving : TimeSpan.MaxValue));

    /// <summary>A second manifest of one transfer must say the same.</summary>
    public bool IsSameAs(in ManifestMessage manifest) => manifest.Layout == layout && manifest.Sha256.SequenceEqual(sha256);

    public void Heard(TimeSpan now, PeerAddress source)
    {
        lastHeard = now;
        // A goodbye overtakes data, so the grace begins again with each of them.
        leftAt = leftAt is null ? null : now;
        Source = source;
    }

    public void SenderLeft(TimeSpan now) => leftAt ??= now;

    /// <summary>The sender's pass is over: asks for what is missing, soon.</summary>
    public void AskAt(TimeSpan time) => askAt = askAt is { } sooner && sooner < time ? sooner : time;

    /// <summary>Takes a symbol; false for one that is here already or is none of this picture.</summary>
    public bool TryTake(TimeSpan now, int block, int index, ReadOnlySpan<byte> data)
    {
        if (IsWhole || !layout.Contains(block, index) || data.Length != layout.SizeOf(block, index))
            return false;
        var received = BlockAt(block);
        if (!received.Missing.Contains(index))
            return false;
        received.Allocate(layout.BytesIn(block));
        received.Take(index, index * layout.SymbolSize, data, out var wasAsked);
        if (wasAsked)
            Repaired++;
        Have++;
        HaveBytes += data.Length;
        lastGrowth = now;
        requestInterval = settings.QuietBeforeRequest;
        quietUntil = now + requestInterval;
        if (received.IsWhole)
            HashWholeBlocks();
        IsWhole = Have == layout.SymbolCount;
        return true;
    }

    /// <summary>Whether people should hear how far it is; at most one true each <see cref="TransferSettings.ProgressInterval"/>.</summary>
    public bool IsProgressDue(TimeSpan now)
    {
        if (now - lastProgress < settings.ProgressInterval)
            return false;
        lastProgress = now;
        return true;
    }

    /// <summary>The whole file where its hash is right. Frees the blocks either way.</summary>
    public byte[]? TakeContent()
    {
        var content = hash!.GetHashAndReset().AsSpan().SequenceEqual(sha256) ? Join() : null;
        blocks.Clear();
        return content;
    }

    /// <summary>Does what is due; a reason where the picture will not become whole.</summary>
    public string? Wake(TimeSpan now)
    {
        if (IsWhole)
            return null;
        if (leftAt is { } left && now >= left + settings.GraceAfterLeaving)
            return "its sender left";
        if (now >= lastHeard + settings.SenderSilence)
            return "its sender fell silent";
        if (now >= lastGrowth + settings.NoGrowth)
            return "nothing of it came any more";
        if (now >= quietUntil || now >= askAt)
            BeginRequest(now);
        return null;
    }

    /// <summary>Writes the next datagram of the request that is due.</summary>
    public int WriteRequest(LocalSession local, Span<byte> buffer)
    {
        var writer = new WireWriter(buffer);
        local.WriteHeader(ref writer, MessageKind.RepairRequest, Manifest.Transfer.Number);
        var sender = Manifest.Transfer.Sender;
        new RepairRequest { Room = local.Room, Peer = local.Peer, Sender = sender, Highest = local.Heard.HighestOf(sender), Have = (uint)Have }
            .WriteHead(ref writer);
        var entries = 0;
        for (; requestBlock < layout.BlockCount && entries < RepairRequest.MaximumEntries; requestBlock++)
        {
            var block = BlockAt(requestBlock);
            if (block.IsWhole)
                continue;
            RepairRequest.WriteEntry(ref writer, requestBlock, block.Missing);
            block.Ask();
            entries++;
        }

        requestDatagrams--;
        if (NextHole(requestBlock) == layout.BlockCount)
            requestDatagrams = 0;
        return writer.Written;
    }

    public void Dispose() => hash?.Dispose();

    private void BeginRequest(TimeSpan now)
    {
        askAt = null;
        quietUntil = now + requestInterval;
        var longer = requestInterval * settings.BackOff;
        requestInterval = longer < settings.GreatestRequestInterval ? longer : settings.GreatestRequestInterval;
        firstHole = NextHole(firstHole);
        requestBlock = firstHole;
        requestDatagrams = settings.DatagramsPerRequest;
    }

    private int NextHole(int block)
    {
        while (block < layout.BlockCount && blocks.TryGetValue(block, out var known) && known.IsWhole)
            block++;
        return block;
    }

    private ReceivedBlock BlockAt(int block)
    {
        if (!blocks.TryGetValue(block, out var known))
            blocks.Add(block, known = new ReceivedBlock(layout.SymbolsIn(block)));
        return known;
    }

    private void HashWholeBlocks()
    {
        hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (; hashedBlocks < layout.BlockCount && blocks.TryGetValue(hashedBlocks, out var block) && block.IsWhole; hashedBlocks++)
            hash.AppendData(block.Data!);
    }

    private byte[] Join()
    {
        var content = new byte[layout.Length];
        foreach (var (number, block) in blocks)
            block.Data!.CopyTo(content, layout.OffsetOf(number));
        return content;
    }

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
