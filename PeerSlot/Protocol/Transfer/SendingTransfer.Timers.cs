using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>What happens by time: "end of pass" until all have answered, manifests by unicast to who is silent, the end, and what follows it.</summary>
internal sealed partial class SendingTransfer
{
    private TimeSpan _nextTimer;
    private TimeSpan _lastActivity;
    private TimeSpan? _passEnded;
    private TimeSpan? _nextEnd;
    private TimeSpan? _nextCopy;
    private TimeSpan _endInterval;
    private TimeSpan? _lastProgress;
    private long _hadInAll;
    private int _copiesLeft;
    private int _ends;
    private ushort _round;
    private bool _hasEnded;
    private bool _isKept;
    private bool _isOfferedAgain;

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
        _isOfferedAgain = false;
        _everybody.Clear();
        foreach (var recipient in _deliveries.Recipients)
            recipient.IsGivenUp = true;
        _deliveries.End(_named);
        if (!_hasEnded)
            _events.Enqueue(new SendEnded(Number));
        _hasEnded = true;
    }

    /// <summary>Offers the picture to those again who have not answered finally, and to whoever came since.</summary>
    public void SendAgain(TimeSpan now)
    {
        if (!IsEnded)
            return;
        Revive(now);
        _isOfferedAgain = true;
        foreach (var (peer, session) in _table.ReceivingSessions())
            Appeared(now, peer, session.Id);
        foreach (var recipient in _deliveries.Recipients)
        {
            if (recipient.IsWanting)
                _control.Enqueue(new Control(MessageKind.Manifest, recipient));
        }
    }

    private void Revive(TimeSpan now)
    {
        IsEnded = false;
        _isKept = true;
        (_cursor, _copiesLeft) = (_layout.SymbolCount, 1);
        _passEnded = now;
        Active(now);
        BeginRound(now);
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
        RepeatCopy(now);
        if (IsPassing && _previewAgain is { } again && Due(now, again))
        {
            // On a slow line the manifest's own second time is far.
            foreach (var target in _targets)
                _control.Enqueue(new Control(MessageKind.Manifest, target));
            QueuePreview(now);
        }

        if (_deliveries.Recipients.Count == 0)
            Due(now, _started + _settings.RecipientPatience);
        if (_awaitsPreview)
            Due(now, _started + _settings.PreviewPatience);
        RepeatEnd(now, open);
    }

    private void HelpTheSilent(TimeSpan now, int open)
    {
        // After the pass "end of pass" does the same to each, as long as they are few.
        if (IsPassDone && open <= _settings.FewRecipients)
            return;
        foreach (var recipient in _deliveries.Recipients)
        {
            if (!recipient.IsOpen || recipient.State != DeliveryState.Waiting || !Due(now, recipient.NextHelp))
                continue;
            if (AddressOf(recipient) is not null)
                _control.Enqueue(new Control(MessageKind.Manifest, recipient));
            recipient.Helped(now, _settings);
            Due(now, recipient.NextHelp);
        }
    }

    /// <summary>A tiny picture goes out again and again for a while, its repair symbols in place of what may have been lost.</summary>
    private void RepeatCopy(TimeSpan now)
    {
        if (_nextCopy is not { } due || !Due(now, due))
            return;
        foreach (var target in _targets)
        {
            _control.Enqueue(new Control(MessageKind.Manifest, target));
            if (_manifest.HasContent)
                continue;
            var plan = target is null ? _everybody : target.Plan ??= new RepairPlan(_layout.BlockCount, _settings.RepairsPerRound);
            if (target is not null && plan.Total == 0)
                _alone.Enqueue(target);
            plan.Want(0, _layout.SymbolCount);
        }

        _copiesLeft--;
        _nextCopy = _copiesLeft > 1 ? now + _settings.RepeatInterval : null;
        if (_nextCopy is { } next)
            Due(now, next);
        else if (!IsRepairing)
            BeginRound(now, _settings.RepeatInterval);
    }

    private void RepeatEnd(TimeSpan now, int open)
    {
        if (_nextEnd is not { } due || IsRepairing || (open == 0 && (_ends > 0 || _isTiny) && _deliveries.Recipients.Count > 0))
            return;
        if (Due(now, due))
        {
            LetTheDeferredIn(now);
            SendEnd(open);
            _ends++;
            var wait = _ends < 3 ? _settings.RepeatInterval : _endInterval;
            if (_ends >= 3)
                _endInterval = _settings.Backed(_endInterval);
            _nextEnd = now + wait;
        }

        Due(now, _nextEnd.Value);
    }

    private void SendEnd(int open)
    {
        // A manifest that holds the picture says all that "end of pass" could.
        var kind = _manifest.HasContent ? MessageKind.Manifest : MessageKind.EndOfPass;
        var isToEverybody = _named is null && !_isKept && (open > _settings.FewRecipients || open == 0 || (_round == 0 && _ends < 2));
        if (isToEverybody)
            _control.Enqueue(new Control(kind, null));
        foreach (var recipient in _deliveries.Recipients)
        {
            if (recipient.IsOpen && (!isToEverybody || recipient.IsDeaf))
                _control.Enqueue(new Control(kind, recipient));
        }
    }

    /// <summary>The others are done: those far behind get theirs now.</summary>
    private void LetTheDeferredIn(TimeSpan now)
    {
        if (_deliveries.Recipients.Any(r => r.IsWanting && !r.IsDeferred && now - r.LastHeard < Recently))
            return;
        foreach (var recipient in _deliveries.Recipients)
            recipient.IsDeferred = false;
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
        if (_isKept)
            return Due(now, _lastActivity + _settings.QuietStay);
        var isNamedMissing = false;
        foreach (var peer in _named ?? [])
            isNamedMissing |= !_deliveries.Contains(peer);
        return Due(now, Later(_started + (isNamedMissing ? _settings.NobodyStay : _settings.LeastStay), _lastActivity + _settings.QuietStay));
    }

    private void EndPass(TimeSpan now)
    {
        _passEnded = now;
        if (_copiesLeft > 1)
            _nextCopy = now + _settings.RepeatInterval;
        else
            BeginRound(now);
        _nextTimer = now;
    }

    /// <summary>All that was asked for was sent: everybody is asked what is missing, at once where the last round brought something.</summary>
    private void BeginRound(TimeSpan now, TimeSpan delay = default)
    {
        if (_nextCopy is not null)
            return;
        var hadInAll = _deliveries.Recipients.Sum(r => (long)r.Have);
        var isFirst = _nextEnd is null;
        if (isFirst || hadInAll != _hadInAll)
        {
            _ends = 0;
            _endInterval = _settings.RoundInterval;
        }

        _hadInAll = hadInAll;
        if (!isFirst && _round < ushort.MaxValue)
            _round++;
        _nextEnd = now + (_ends < 3 ? delay : _endInterval);
        _nextTimer = now;
    }

    private void Active(TimeSpan now)
    {
        _lastActivity = now;
        _nextTimer = now;
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
