namespace PeerSlot.Protocol.Transfer;

/// <summary>What a sending does by itself: "pass complete" until all have answered, manifests by unicast to who is silent, the end.</summary>
internal sealed partial class SendingTransfer
{
    /// <summary>Sessions; as many as the peer table holds unless set otherwise.</summary>
    private const int MaximumRecipients = 2_000;

    private TimeSpan _nextTimer;
    private TimeSpan _lastActivity;
    private TimeSpan? _passEnded;
    private TimeSpan? _nextComplete;
    private TimeSpan _completeInterval;
    private TimeSpan? _lastProgress;
    private int _completesToEverybody;

    public bool IsEnded { get; private set; }

    /// <summary>When <see cref="Wake"/> has something to do.</summary>
    public TimeSpan? NextWakeUp =>
        IsEnded ? null
        : IsRepairing && _repairsReady > TimeSpan.Zero && _repairsReady < _nextTimer ? _repairsReady
        : _nextTimer == TimeSpan.MaxValue ? null
        : _nextTimer;

    public void Wake(TimeSpan now)
    {
        // Repairs that are ready are paced data: the next wake-up is no longer theirs.
        if (now >= _repairsReady)
            _repairsReady = TimeSpan.Zero;
        if (!IsEnded && now >= _nextTimer)
            Fire(now);
    }

    /// <summary>Ends now; who has not answered is silent.</summary>
    public void End()
    {
        if (IsEnded)
            return;
        IsEnded = true;
        _deliveries.End(_named);
        _events.Enqueue(new SendEnded(Number));
    }

    private void Fire(TimeSpan now)
    {
        _nextTimer = TimeSpan.MaxValue;
        var open = 0;
        foreach (var recipient in _deliveries.Recipients)
        {
            if (!recipient.IsOpen)
                continue;
            if (_passEnded is { } ended && Due(now, Later(recipient.LastHeard, ended) + _settings.RecipientSilence))
                recipient.IsGivenUp = true;
            else
                open++;
        }

        if (IsFinished(now, open))
        {
            End();
            return;
        }

        HelpTheSilent(now, open);
        RepeatComplete(now, open);
    }

    private void HelpTheSilent(TimeSpan now, int open)
    {
        // After the pass "pass complete" does the same to each, as long as they are few.
        if (IsPassDone && open <= _settings.FewRecipients)
            return;
        foreach (var recipient in _deliveries.Recipients)
        {
            if (!recipient.IsOpen || recipient.State != DeliveryState.Waiting || !Due(now, recipient.NextHelp))
                continue;
            if (AddressOf(recipient) is not null)
                _manifests.Enqueue(recipient);
            recipient.Helped(now, _settings);
            Due(now, recipient.NextHelp);
        }
    }

    private void RepeatComplete(TimeSpan now, int open)
    {
        if (_nextComplete is not { } due || IsRepairing || (open == 0 && _completesToEverybody > 0 && _deliveries.Recipients.Count > 0))
            return;
        if (Due(now, due))
        {
            var isToEverybody = _named is null && (_completesToEverybody < 2 || open > _settings.FewRecipients || open == 0);
            if (isToEverybody)
                _completesToEverybody++;
            SendManifestTo(isToEverybody ? [null] : [.. _deliveries.Recipients.Where(r => r.IsOpen)]);
            _nextComplete = now + _completeInterval;
            _completeInterval = _completeInterval * _settings.BackOff < _settings.GreatestInterval
                ? _completeInterval * _settings.BackOff
                : _settings.GreatestInterval;
        }

        Due(now, _nextComplete.Value);
    }

    private bool IsFinished(TimeSpan now, int open)
    {
        if (_deliveries.Recipients.Count == 0)
            return Due(now, _started + _settings.NobodyStay);
        if (_passEnded is not { } ended)
            return false;
        if (Due(now, ended + _greatestStay))
            return true;
        if (open > 0 || IsRepairing)
            return false;
        var isNamedMissing = _named?.Any(peer => !_deliveries.Contains(peer)) == true;
        return Due(now, Later(_started + (isNamedMissing ? _settings.NobodyStay : _settings.LeastStay), _lastActivity + _settings.QuietStay));
    }

    /// <summary>A round is over: everybody is asked what is missing.</summary>
    private void CompletePass(TimeSpan now)
    {
        if (_passEnded is null)
            _passEnded = now;
        else if (_pass < ushort.MaxValue)
            _pass++;
        _completeInterval = _settings.CompleteInterval;
        _nextComplete = now;
        _nextTimer = now;
    }

    private void Active(TimeSpan now)
    {
        _lastActivity = now;
        _nextTimer = now;
    }

    private void SendManifestTo(Recipient?[] those)
    {
        foreach (var recipient in those)
            _manifests.Enqueue(recipient);
    }

    private void TellProgress(TimeSpan now)
    {
        if (_lastProgress is { } last && now - last < _settings.ProgressInterval && !IsPassDone)
            return;
        // The first one says that the first datagram left.
        var bytes = _lastProgress is null && !IsPassDone ? 0 : Math.Min((long)_cursor * _layout.SymbolSize, _layout.Length);
        if (_lastProgress is null && IsPassDone)
            _events.Enqueue(new SendProgress(Number, 0, _layout.Length));
        _lastProgress = now;
        _events.Enqueue(new SendProgress(Number, bytes, _layout.Length));
    }

    /// <summary>Whether a time has come; one that has not is among what <see cref="_nextTimer"/> waits for.</summary>
    private bool Due(TimeSpan now, TimeSpan time)
    {
        if (time <= now)
            return true;
        if (time < _nextTimer)
            _nextTimer = time;
        return false;
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
