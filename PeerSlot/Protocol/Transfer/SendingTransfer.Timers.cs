namespace PeerSlot.Protocol.Transfer;

/// <summary>What a sending does by itself: "pass complete" until all have answered, manifests by unicast to who is silent, the end.</summary>
internal sealed partial class SendingTransfer
{
    /// <summary>Sessions; as many as the peer table holds unless set otherwise.</summary>
    private const int MaximumRecipients = 2_000;

    private TimeSpan nextTimer;
    private TimeSpan lastActivity;
    private TimeSpan? passEnded;
    private TimeSpan? nextComplete;
    private TimeSpan completeInterval;
    private TimeSpan? lastProgress;
    private int completesToEverybody;

    public bool IsEnded { get; private set; }

    /// <summary>When <see cref="Wake"/> has something to do.</summary>
    public TimeSpan? NextWakeUp =>
        IsEnded ? null
        : IsRepairing && repairsReady > TimeSpan.Zero && repairsReady < nextTimer ? repairsReady
        : nextTimer == TimeSpan.MaxValue ? null
        : nextTimer;

    public void Wake(TimeSpan now)
    {
        // Repairs that are ready are paced data: the next wake-up is no longer theirs.
        if (now >= repairsReady)
            repairsReady = TimeSpan.Zero;
        if (!IsEnded && now >= nextTimer)
            Fire(now);
    }

    /// <summary>Ends now; who has not answered is silent.</summary>
    public void End()
    {
        if (IsEnded)
            return;
        IsEnded = true;
        deliveries.End(named);
        events.Enqueue(new SendEnded(Number));
    }

    private void Fire(TimeSpan now)
    {
        nextTimer = TimeSpan.MaxValue;
        var open = 0;
        foreach (var recipient in deliveries.Recipients)
        {
            if (!recipient.IsOpen)
                continue;
            if (passEnded is { } ended && Due(now, Later(recipient.LastHeard, ended) + settings.RecipientSilence))
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
        if (IsPassDone && open <= settings.FewRecipients)
            return;
        foreach (var recipient in deliveries.Recipients)
        {
            if (!recipient.IsOpen || recipient.State != DeliveryState.Waiting || !Due(now, recipient.NextHelp))
                continue;
            if (AddressOf(recipient) is not null)
                manifests.Enqueue(recipient);
            recipient.Helped(now, settings);
            Due(now, recipient.NextHelp);
        }
    }

    private void RepeatComplete(TimeSpan now, int open)
    {
        if (nextComplete is not { } due || IsRepairing || (open == 0 && completesToEverybody > 0 && deliveries.Recipients.Count > 0))
            return;
        if (Due(now, due))
        {
            var isToEverybody = named is null && (completesToEverybody < 2 || open > settings.FewRecipients || open == 0);
            if (isToEverybody)
                completesToEverybody++;
            SendManifestTo(isToEverybody ? [null] : [.. deliveries.Recipients.Where(r => r.IsOpen)]);
            nextComplete = now + completeInterval;
            completeInterval = completeInterval * settings.BackOff < settings.GreatestInterval ? completeInterval * settings.BackOff : settings.GreatestInterval;
        }

        Due(now, nextComplete.Value);
    }

    private bool IsFinished(TimeSpan now, int open)
    {
        if (deliveries.Recipients.Count == 0)
            return Due(now, started + settings.NobodyStay);
        if (passEnded is not { } ended)
            return false;
        if (Due(now, ended + greatestStay))
            return true;
        if (open > 0 || IsRepairing)
            return false;
        var isNamedMissing = named?.Any(peer => !deliveries.Contains(peer)) == true;
        return Due(now, Later(started + (isNamedMissing ? settings.NobodyStay : settings.LeastStay), lastActivity + settings.QuietStay));
    }

    /// <summary>A round is over: everybody is asked what is missing.</summary>
    private void CompletePass(TimeSpan now)
    {
        if (passEnded is null)
            passEnded = now;
        else if (pass < ushort.MaxValue)
            pass++;
        completeInterval = settings.CompleteInterval;
        nextComplete = now;
        nextTimer = now;
    }

    private void Active(TimeSpan now)
    {
        lastActivity = now;
        nextTimer = now;
    }

    private void SendManifestTo(Recipient?[] those)
    {
        foreach (var recipient in those)
            manifests.Enqueue(recipient);
    }

    private void TellProgress(TimeSpan now)
    {
        if (lastProgress is { } last && now - last < settings.ProgressInterval && !IsPassDone)
            return;
        // The first one says that the first datagram left.
        var bytes = lastProgress is null && !IsPassDone ? 0 : Math.Min((long)cursor * layout.SymbolSize, layout.Length);
        if (lastProgress is null && IsPassDone)
            events.Enqueue(new SendProgress(Number, 0, layout.Length));
        lastProgress = now;
        events.Enqueue(new SendProgress(Number, bytes, layout.Length));
    }

    /// <summary>Whether a time has come; one that has not is among what <see cref="nextTimer"/> waits for.</summary>
    private bool Due(TimeSpan now, TimeSpan time)
    {
        if (time <= now)
            return true;
        if (time < nextTimer)
            nextTimer = time;
        return false;
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
