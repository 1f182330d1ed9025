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
    private readonly TransferSettings _settings;
    private readonly SymbolLayout _layout;
    private readonly byte[] _sha256;
    private readonly Dictionary<int, ReceivedBlock> _blocks = [];
    private IncrementalHash? _hash;
    private int _hashedBlocks;
    private int _firstHole;
    private int _requestBlock;
    private int _requestDatagrams;
    private TimeSpan _lastHeard;
    private TimeSpan _lastGrowth;
    private TimeSpan _lastProgress;
    private TimeSpan _requestInterval;
    private TimeSpan _quietUntil;
    private TimeSpan? _askAt;
    private TimeSpan? _leftAt;

    public ReceivingTransfer(
        TimeSpan now, TransferSettings settings, PictureManifest manifest, SymbolLayout layout, byte[] sha256, PeerAddress source)
    {
        _settings = settings;
        _layout = layout;
        _sha256 = sha256;
        Manifest = manifest;
        Source = source;
        _lastHeard = _lastGrowth = _lastProgress = now;
        _requestInterval = settings.QuietBeforeRequest;
        _quietUntil = now + _requestInterval;
    }

    public PictureManifest Manifest { get; }

    public SymbolLayout Layout => _layout;

    /// <summary>Where the sender's newest message came from.</summary>
    public PeerAddress Source { get; private set; }

    /// <summary>When the last receipt went out; null = none yet.</summary>
    public TimeSpan? LastReceipt { get; set; }

    public int Have { get; private set; }

    public long HaveBytes { get; private set; }

    /// <summary>Symbols that came after they were asked for.</summary>
    public int Repaired { get; private set; }

    public bool IsWhole { get; private set; }

    public bool IsRequesting => _requestDatagrams > 0 && !IsWhole;

    public TimeSpan NextWakeUp =>
        IsWhole ? TimeSpan.MaxValue
        : Earlier(
            Earlier(_lastHeard + _settings.SenderSilence, _lastGrowth + _settings.NoGrowth),
            Earlier(Earlier(_quietUntil, _askAt ?? TimeSpan.MaxValue), _leftAt is { } left ? left + _settings.GraceAfterLeaving : TimeSpan.MaxValue));

    /// <summary>A second manifest of one transfer must say the same.</summary>
    public bool IsSameAs(in ManifestMessage manifest) => manifest.Layout == _layout && manifest.Sha256.SequenceEqual(_sha256);

    public void Heard(TimeSpan now, PeerAddress source)
    {
        _lastHeard = now;
        // A goodbye overtakes data, so the grace begins again with each of them.
        _leftAt = _leftAt is null ? null : now;
        Source = source;
    }

    public void SenderLeft(TimeSpan now) => _leftAt ??= now;

    /// <summary>The sender's pass is over: asks for what is missing, soon.</summary>
    public void AskAt(TimeSpan time) => _askAt = _askAt is { } sooner && sooner < time ? sooner : time;

    /// <summary>Takes a symbol; false for one that is here already or is none of this picture.</summary>
    public bool TryTake(TimeSpan now, int block, int index, ReadOnlySpan<byte> data)
    {
        if (IsWhole || !_layout.Contains(block, index) || data.Length != _layout.SizeOf(block, index))
            return false;
        var received = BlockAt(block);
        if (!received.Missing.Contains(index))
            return false;
        received.Allocate(_layout.BytesIn(block));
        received.Take(index, index * _layout.SymbolSize, data, out var wasAsked);
        if (wasAsked)
            Repaired++;
        Have++;
        HaveBytes += data.Length;
        _lastGrowth = now;
        _requestInterval = _settings.QuietBeforeRequest;
        _quietUntil = now + _requestInterval;
        if (received.IsWhole)
            HashWholeBlocks();
        IsWhole = Have == _layout.SymbolCount;
        return true;
    }

    /// <summary>Whether people should hear how far it is; at most one true each <see cref="TransferSettings.ProgressInterval"/>.</summary>
    public bool IsProgressDue(TimeSpan now)
    {
        if (now - _lastProgress < _settings.ProgressInterval)
            return false;
        _lastProgress = now;
        return true;
    }

    /// <summary>The whole file where its hash is right. Frees the blocks either way.</summary>
    public byte[]? TakeContent()
    {
        var content = _hash!.GetHashAndReset().AsSpan().SequenceEqual(_sha256) ? Join() : null;
        _blocks.Clear();
        return content;
    }

    /// <summary>Does what is due; a reason where the picture will not become whole.</summary>
    public string? Wake(TimeSpan now)
    {
        if (IsWhole)
            return null;
        if (_leftAt is { } left && now >= left + _settings.GraceAfterLeaving)
            return "its sender left";
        if (now >= _lastHeard + _settings.SenderSilence)
            return "its sender fell silent";
        if (now >= _lastGrowth + _settings.NoGrowth)
            return "nothing of it came any more";
        if (now >= _quietUntil || now >= _askAt)
            BeginRequest(now);
        return null;
    }

    /// <summary>Writes the next datagram of the request that is due.</summary>
    public int WriteRequest(LocalSession local, Span<byte> buffer)
    {
        var writer = new WireWriter(buffer);
        local.WriteHeader(ref writer, MessageKind.Report, Manifest.Transfer.Number);
        var sender = Manifest.Transfer.Sender;
        new RepairRequest { Room = local.Room, Peer = local.Peer, Sender = sender, Highest = local.HighestOf(sender), Have = (uint)Have }
            .WriteHead(ref writer);
        var entries = 0;
        for (; _requestBlock < _layout.BlockCount && entries < RepairRequest.MaximumEntries; _requestBlock++)
        {
            var block = BlockAt(_requestBlock);
            if (block.IsWhole)
                continue;
            RepairRequest.WriteEntry(ref writer, _requestBlock, block.Missing);
            block.Ask();
            entries++;
        }

        _requestDatagrams--;
        if (NextHole(_requestBlock) == _layout.BlockCount)
            _requestDatagrams = 0;
        return writer.Written;
    }

    public void Dispose() => _hash?.Dispose();

    private void BeginRequest(TimeSpan now)
    {
        _askAt = null;
        _quietUntil = now + _requestInterval;
        var longer = _requestInterval * _settings.BackOff;
        _requestInterval = longer < _settings.GreatestRequestInterval ? longer : _settings.GreatestRequestInterval;
        _firstHole = NextHole(_firstHole);
        _requestBlock = _firstHole;
        _requestDatagrams = _settings.DatagramsPerRequest;
    }

    private int NextHole(int block)
    {
        while (block < _layout.BlockCount && _blocks.TryGetValue(block, out var known) && known.IsWhole)
            block++;
        return block;
    }

    private ReceivedBlock BlockAt(int block)
    {
        if (!_blocks.TryGetValue(block, out var known))
            _blocks.Add(block, known = new ReceivedBlock(_layout.SymbolsIn(block)));
        return known;
    }

    private void HashWholeBlocks()
    {
        _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (; _hashedBlocks < _layout.BlockCount && _blocks.TryGetValue(_hashedBlocks, out var block) && block.IsWhole; _hashedBlocks++)
            _hash.AppendData(block.Data!);
    }

    private byte[] Join()
    {
        var content = new byte[_layout.Length];
        foreach (var (number, block) in _blocks)
            block.Data!.CopyTo(content, _layout.OffsetOf(number));
        return content;
    }

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
