namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// When one recipient's reports are followed by repairs: always while they help it, else with a back-off and few, so that neither a receiver which hears
/// nothing nor one that lies about what it has makes a flood of the sender.
/// </summary>
internal sealed class RepairBackOff
{
    /// <summary>It begins anew so often: after a wrong hash, or given up and pulled.</summary>
    private const int GreatestRestarts = 3;

    /// <summary>Of this many symbols that were sent for it one must have come: at 80 % loss one in five does. A liar gets this many times the picture.</summary>
    private const int SentForOne = 8;

    /// <summary>Symbols that it gets at a time when nothing helped: enough to see whether it hears us at all.</summary>
    private const int Probe = 128;

    private bool _hasReported;
    private uint _most;
    private uint _haveBefore;
    private int _sentSince;
    private int _restarts;
    private int _inVain;
    private TimeSpan _notBefore;

    /// <summary>Symbols, as it said last.</summary>
    public uint Have { get; private set; }

    /// <summary>What it was sent twice brought nothing: more of it will not help.</summary>
    public bool IsStalled => _inVain > 1;

    /// <summary>Symbols that are planned for it at once.</summary>
    public int Greatest => IsStalled ? Probe : int.MaxValue;

    public bool MayRepair(TimeSpan now) => now >= _notBefore;

    public void Reported(uint have)
    {
        if (HasHelped(have))
        {
            (_most, _haveBefore, _sentSince, _inVain) = (have, have, 0, 0);
            _notBefore = TimeSpan.Zero;
        }

        Have = have;
        _hasReported = true;
    }

    /// <param name="now">The time.</param>
    /// <param name="settings">First and greatest pause.</param>
    /// <param name="symbols">That were planned for it.</param>
    public void Planned(TimeSpan now, TransferSettings settings, int symbols)
    {
        // What was lost twice is forgotten: whoever hears again shows it by the little that it gets from then on.
        (_sentSince, _haveBefore) = IsStalled ? (symbols, Have) : (_sentSince + symbols, _haveBefore);
        var pause = settings.RoundInterval * Math.Pow(settings.BackOff, _inVain++);
        _notBefore = now + (pause < settings.GreatestInterval ? pause : settings.GreatestInterval);
    }

    /// <summary>More than ever is here, or it began anew.</summary>
    private bool HasHelped(uint have) =>
        !_hasReported || (have > _most && (have - (long)_haveBefore) * SentForOne >= _sentSince)
        || (have < _most / 2 && _restarts++ < GreatestRestarts);
}
