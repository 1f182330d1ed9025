using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>One picture on its way in: its blocks, and when to report what is missing.</summary>
/// <remarks>
/// <code>
///   arriving  -all blocks, hash right-  whole (Exchange files it)  -Filed-  finished, remembered with its receipt
///       |
///       +-  sender left or silent, no growth, hash wrong  -  incomplete, forgotten
/// </code>
/// People hear of it only while its sender is live; until then it is collected in silence.
/// </remarks>
internal sealed class ReceivingTransfer : IDisposable
{
    private readonly TransferSettings _settings;
    private readonly SymbolLayout _layout;
    private readonly byte[] _sha256;
    private readonly byte[] _publicKey;
    private readonly PictureBlocks _blocks;
    private readonly OneWayDelay _delay;
    private readonly TimeSpan _began;
    private CounterWindow _counters = new();
    private PreviewFragments? _preview;
    private uint _received;
    private int _firstReports;
    private int _earlyReports;
    private int _toldBlocks;
    private bool _passIsOver;
    private bool _isDoubted;
    private int _mendings;
    private TimeSpan _firstSymbol;
    private TimeSpan _lastSymbol;
    private TimeSpan _lastHeard;
    private TimeSpan _lastGrowth;
    private TimeSpan _lastProgress;
    private TimeSpan _lastReport;
    private TimeSpan _quietInterval;
    private TimeSpan _quietUntil;
    private TimeSpan? _nextRate;
    private TimeSpan? _reportAt;
    private TimeSpan? _leftAt;

    public ReceivingTransfer(
        TimeSpan now, TransferSettings settings, PictureManifest manifest, in ManifestMessage message, OneWayDelay delay, PeerAddress source)
    {
        _settings = settings;
        _layout = message.Layout;
        _sha256 = message.Sha256.ToArray();
        _publicKey = message.PublicKey.ToArray();
        _blocks = new PictureBlocks(_layout);
        _delay = delay;
        Manifest = manifest;
        Source = source;
        _began = _lastHeard = _lastGrowth = _lastProgress = now;
        _lastReport = now - settings.ReportInterval;
        _quietInterval = settings.QuietBeforeReport;
        _quietUntil = now + _quietInterval;
    }

    public PictureManifest Manifest { get; }

    public SymbolLayout Layout => _layout;

    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>Where the sender's newest message came from.</summary>
    public PeerAddress Source { get; private set; }

    /// <summary>Whether its sender proved that it speaks now, and people know of the picture.</summary>
    public bool IsTold { get; set; }

    /// <summary>The user asked for it after its pass.</summary>
    public bool IsPulled { get; set; }

    /// <summary>A preview whose signature is right; it waits until the sender is live.</summary>
    public byte[]? Preview { get; private set; }

    public bool HasPreview { get; private set; }

    public int Have => _blocks.Have;

    public long HaveBytes => Math.Min((long)_blocks.Have * _layout.SymbolSize, _layout.Length);

    public int Rebuilt => _blocks.Rebuilt;

    public bool IsWhole => _blocks.IsWhole && !_isDoubted;

    public bool IsReporting { get; private set; }

    public TimeSpan NextWakeUp
    {
        get
        {
            // A recording gets no reports.
            if (!IsTold)
                return _began + _settings.ProofPatience;
            var next = _reportAt ?? TimeSpan.MaxValue;
            if (IsWhole)
                return next;
            next = Earlier(next, Earlier(_nextRate ?? TimeSpan.MaxValue, _quietUntil));
            next = Earlier(next, Earlier(_lastHeard + _settings.SenderSilence, _lastGrowth + _settings.NoGrowth));
            return Earlier(next, _leftAt is { } left ? left + _settings.GraceAfterLeaving : TimeSpan.MaxValue);
        }
    }

    /// <summary>A second manifest of one transfer must say the same.</summary>
    public bool IsSameAs(in ManifestMessage manifest) =>
        manifest.Layout == _layout && manifest.Sha256.SequenceEqual(_sha256) && manifest.PublicKey.SequenceEqual(_publicKey);

    public void Heard(TimeSpan now, PeerAddress source)
    {
        _lastHeard = now;
        // A goodbye overtakes data, so the grace begins again with each of them.
        _leftAt = _leftAt is null ? null : now;
        Source = source;
    }

    public void SenderLeft(TimeSpan now) => _leftAt ??= now;

    /// <summary>The sender has sent all that was asked for: reports what is missing, soon.</summary>
    public void PassEnded(TimeSpan now, TimeSpan delay)
    {
        _passIsOver = true;
        ReportAt(Later(now + delay, _lastReport + _settings.RepeatInterval));
    }

    public void ReportAt(TimeSpan time) => _reportAt = _reportAt is { } sooner && sooner < time ? sooner : time;

    /// <summary>Takes a symbol; false for one that does not help.</summary>
    public bool TryTake(
        TimeSpan now, ulong counter, uint? onTheWay, int block, int index, ReadOnlySpan<byte> data, DecoderScratch scratch, Random random)
    {
        if (IsCounted(counter))
            CountOne(now, onTheWay, block, index);
        var highest = _blocks.Highest;
        if (!_blocks.TryTake(block, index, data, scratch))
            return false;
        // A new block after "end of pass": it overtook the pass, or this is a pull.
        _passIsOver &= _blocks.Highest == highest;
        _lastGrowth = now;
        _quietInterval = _settings.QuietBeforeReport;
        _quietUntil = now + _quietInterval;
        if (_reportAt is null && _blocks.WholeBlocks <= _blocks.Highest - _settings.BlocksBehind)
            ReportAt(Later(now, _lastReport + _settings.ReportInterval) + random.NextDouble() * _settings.GreatestReportDelay);
        return true;
    }

    /// <summary>The whole file came with the manifest.</summary>
    public void TakeAll(TimeSpan now, ReadOnlySpan<byte> content, DecoderScratch scratch)
    {
        _lastGrowth = now;
        for (var symbol = 0; symbol < _layout.SymbolCount; symbol++)
        {
            // Smaller than a symbol, or the sender cuts finer than it need.
            var offset = symbol * _layout.SymbolSize;
            var block = 0;
            while (_layout.FirstOf(block + 1) <= symbol)
                block++;
            _blocks.TryTake(
                block, symbol - _layout.FirstOf(block), content.Slice(offset, Math.Min(_layout.SymbolSize, content.Length - offset)), scratch);
        }
    }

    /// <summary>Takes a fragment of the preview; true when it is whole and its signature is to be checked.</summary>
    public bool TryTakePreview(PreviewShape shape, int fragment, ReadOnlySpan<byte> data, out byte[] signed)
    {
        signed = [];
        if (HasPreview || IsWhole)
            return false;
        if (_preview?.Shape != shape)
            _preview = new PreviewFragments(shape);
        signed = _preview.Take(fragment, data) ?? [];
        return signed.Length > 0;
    }

    /// <summary>Takes what came of the preview before the manifest.</summary>
    public bool TryTakePreview(PreviewFragments early, out byte[] signed)
    {
        _preview = early;
        signed = early.TakeWhole() ?? [];
        return signed.Length > 0;
    }

    /// <summary>The preview's signature was checked; a wrong one makes room for another try.</summary>
    public void PreviewChecked(byte[]? preview)
    {
        _preview = null;
        Preview = preview;
        HasPreview = preview is not null;
    }

    /// <summary>Whether people should hear how far it is; at most one true each <see cref="TransferSettings.ProgressInterval"/>.</summary>
    public bool IsProgressDue(TimeSpan now)
    {
        if (now - _lastProgress < _settings.ProgressInterval)
            return false;
        _lastProgress = now;
        return true;
    }

    /// <summary>The file from its beginning as far as it is whole; null where it has not grown since the last call.</summary>
    public ReadOnlyMemory<byte>? TakePrefix()
    {
        if (_settings.UsesDigests)
            _blocks.Check();
        var blocks = _settings.UsesDigests ? _blocks.CheckedBlocks : _blocks.WholeBlocks;
        if (blocks <= _toldBlocks)
            return null;
        _toldBlocks = blocks;
        return _blocks.Prefix(blocks);
    }

    /// <summary>Signed digests of some blocks came; true where that made the picture whole.</summary>
    public bool TryTake(TimeSpan now, in DigestsMessage digests)
    {
        _blocks.Take(digests);
        if (!_isDoubted)
            return false;
        Doubt(now);
        return IsWhole;
    }

    /// <summary>Its hash is wrong, so symbols were forged: true where blocks can be mended, or the digests that tell them are awaited.</summary>
    public bool TryMend(TimeSpan now)
    {
        if (!_settings.UsesDigests || _layout.BlockCount == 1 || ++_mendings > _settings.GreatestMendings)
            return false;
        Doubt(now);
        return !IsWhole;
    }

    private void Doubt(TimeSpan now)
    {
        // Whole, and some digests are unknown: without them nobody can say which block is wrong.
        _isDoubted = _blocks.TryMend() && _blocks.IsWhole;
        _passIsOver = true;
        _lastGrowth = now;
        _quietUntil = now + _quietInterval;
        ReportAt(now);
    }

    /// <summary>The whole file where its hash is right.</summary>
    public byte[]? TakeContent() => _blocks.TakeContent(_sha256);

    /// <summary>Does what is due; a reason where the picture will not become whole.</summary>
    public Text? Wake(TimeSpan now)
    {
        if (!IsTold && now < _began + _settings.ProofPatience)
            return null;
        if (!IsTold)
            return "its sender did not prove that it speaks now";
        if (!IsWhole)
        {
            if (_leftAt is { } left && now >= left + _settings.GraceAfterLeaving)
                return "its sender left";
            if (now >= _lastHeard + _settings.SenderSilence)
                return "its sender fell silent";
            if (now >= _lastGrowth + _settings.NoGrowth)
                return "nothing of it came any more";
            if (now >= _quietUntil)
                GrowQuiet(now);
            if (now >= _nextRate)
                IsReporting = true;
        }

        if (now >= _reportAt)
            IsReporting = true;
        return null;
    }

    public int WriteReport(TimeSpan now, LocalSession local, Span<byte> buffer)
    {
        IsReporting = false;
        _lastReport = now;
        _reportAt = null;
        _nextRate = NextRate(now);
        var writer = new WireWriter(buffer);
        local.WriteHeader(ref writer, MessageKind.Report, Manifest.Transfer.Number);
        var untouched = _blocks.Highest + 1;
        new Report([])
        {
            Peer = local.Peer,
            Sender = Manifest.Transfer.Sender,
            Flags = (IsWhole ? ReportFlags.Whole : ReportFlags.None) | (IsPulled ? ReportFlags.Pull : ReportFlags.None)
                | (_isDoubted ? ReportFlags.WantsDigests : ReportFlags.None) | (HasPreview || IsWhole ? ReportFlags.None : ReportFlags.WantsPreview),
            Highest = local.HighestOf(Manifest.Transfer.Sender),
            Have = (uint)Have,
            Received = _received,
            Delay = Opening.IsEarly(_received, _layout.SymbolSize) ? _delay.TakeNewest() : _delay.Take(),
            Untouched = _passIsOver && untouched < _layout.BlockCount ? (ushort)untouched : Report.None,
        }.WriteHead(ref writer);
        if (!IsWhole)
            WriteHoles(ref writer);
        return writer.Written;
    }

    public void Dispose() => _blocks.Dispose();

    /// <summary>
    /// Within the pass only blocks that the stream has left behind. Whoever lost more than a few of them whole came late or stalled, and gets
    /// those when the others are done.
    /// </summary>
    private void WriteHoles(ref WireWriter writer)
    {
        var last = _passIsOver ? _blocks.Highest : _blocks.Highest - _settings.BlocksBehind;
        var entries = _passIsOver ? int.MaxValue : _settings.BlocksPerReport;
        var wholes = 0;
        for (var block = _blocks.WholeBlocks; block <= last && !_passIsOver; block++)
            wholes += _blocks.Missing(block) == _layout.SymbolsIn(block) ? 1 : 0;
        for (var block = _blocks.WholeBlocks; block <= last && entries > 0 && writer.Remaining >= Report.EntrySize; block++)
        {
            var missing = _blocks.Missing(block);
            if (missing == 0 || (wholes > _settings.BlocksBehind && missing == _layout.SymbolsIn(block)))
                continue;
            Report.WriteEntry(ref writer, block, missing);
            entries--;
        }
    }

    /// <summary>Nothing came for a while: the rest was lost, or the sender waits for us.</summary>
    private void GrowQuiet(TimeSpan now)
    {
        _passIsOver = true;
        IsReporting = true;
        _quietUntil = now + _quietInterval;
        var longer = _quietInterval * _settings.BackOff;
        _quietInterval = Earlier(longer, _settings.GreatestReportInterval);
    }

    /// <summary>Whether a datagram came for the first time. Only for counting: a forged counter must shut out no symbol.</summary>
    private bool IsCounted(ulong counter)
    {
        if (counter + CounterWindow.Size <= _counters.Highest)
            _counters = new CounterWindow();
        return _counters.TryAdd(counter);
    }

    private void CountOne(TimeSpan now, uint? onTheWay, int block, int index)
    {
        if (_received++ == 0)
        {
            _firstSymbol = now;
            _nextRate = now + (_settings.FirstReports.Count > 0 ? _settings.FirstReports[0] : _settings.RateInterval);
        }

        _lastSymbol = now;
        _nextRate ??= Later(now, _lastReport + _settings.RateInterval);
        if (onTheWay is { } time)
            _delay.Add(now, time);
        ReportEarly(now, block, index);
    }

    /// <summary>The sender waits for these before it sends more.</summary>
    private void ReportEarly(TimeSpan now, int block, int index)
    {
        if (block > 0 || _earlyReports > 1 || _layout.SymbolCount <= _settings.TinySymbols)
            return;
        var (first, second) = Opening.ReportedAt(_layout.SymbolSize);
        if (index + 1 < (_earlyReports == 0 ? first : second))
            return;
        _earlyReports = index + 1 < second ? 1 : 2;
        ReportAt(now);
    }

    private TimeSpan? NextRate(TimeSpan now)
    {
        // One that has just been given says what this one would.
        while (_firstReports < _settings.FirstReports.Count && _firstSymbol + _settings.FirstReports[_firstReports] <= now + _settings.RepeatInterval)
            _firstReports++;
        if (IsWhole || _received == 0 || now - _lastSymbol >= _settings.RateInterval)
            return null;
        return _firstReports < _settings.FirstReports.Count ? _firstSymbol + _settings.FirstReports[_firstReports] : now + _settings.RateInterval;
    }

    private static TimeSpan Earlier(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
