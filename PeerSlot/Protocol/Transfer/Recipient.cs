using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>A session that a picture is sent to, as its sender sees it.</summary>
internal sealed class Recipient(PeerId peer, SessionId session)
{
    private int _stalled;
    private TimeSpan? _served;
    private ulong _highestWhenServed;
    private TimeSpan _notBefore;
    private long _have = -1;

    public PeerId Peer { get; } = peer;

    public SessionId Session { get; } = session;

    /// <summary>Where it announced itself last; kept when it expires. null = never heard from it but in answers.</summary>
    public PeerAddress? Address { get; set; }

    /// <summary>Waiting, Receiving, Delivered or Refused.</summary>
    public DeliveryState State { get; private set; }

    public RefusalReason Reason { get; private set; }

    /// <summary>It left, or was silent for too long; a message of it undoes this.</summary>
    public bool IsGivenUp { get; set; }

    public bool IsOpen => State is DeliveryState.Waiting or DeliveryState.Receiving && !IsGivenUp;

    /// <summary>
    /// It answered only after the manifest came by unicast, or it hears nothing any more: no multicast reaches it, or much was lost.
    /// </summary>
    public bool IsDeaf { get; private set; }

    public TimeSpan LastHeard { get; private set; }

    public TimeSpan NextHelp { get; private set; }

    public bool WasHelped { get; private set; }

    private TimeSpan HelpInterval { get; set; }

    public void AwaitHelp(TimeSpan now, TransferSettings settings)
    {
        HelpInterval = settings.HelpAfter;
        NextHelp = now + HelpInterval;
    }

    public void Helped(TimeSpan now, TransferSettings settings)
    {
        WasHelped = true;
        HelpInterval = Backed(HelpInterval, settings);
        NextHelp = now + HelpInterval;
    }

    /// <summary>It spoke of this picture. Delivered is final, and Refused gives way to nothing else.</summary>
    public void Heard(TimeSpan now, DeliveryState state, RefusalReason reason)
    {
        LastHeard = now;
        IsGivenUp = false;
        IsDeaf |= State == DeliveryState.Waiting && WasHelped;
        if (reason == RefusalReason.Busy)
        {
            // It has too many pictures on their way: it may take this one a moment later.
            Reason = reason;
        }
        else if (state == DeliveryState.Delivered || State is DeliveryState.Waiting or DeliveryState.Receiving)
        {
            State = state;
            Reason = reason;
        }
    }

    /// <summary>
    /// Whether a request is served: always while the receiver's pictures grow, else with a back-off, so that a receiver which hears
    /// nothing does not make a flood of the sender. The datagrams of one request count as one.
    /// </summary>
    public bool MayBeServed(TimeSpan now, uint nowHas, TransferSettings settings)
    {
        if (nowHas != _have)
        {
            _have = nowHas;
            _stalled = 0;
            _notBefore = TimeSpan.Zero;
        }

        return now >= _notBefore || now - _served <= 3 * settings.MergeWindow;
    }

    /// <summary>True where it has heard nothing since it was last served: then what was sent is not on its way, it is lost.</summary>
    public bool HearsNothing(TimeSpan now, ulong highest, TransferSettings settings)
    {
        if (_served is not { } last || now - last < settings.DeafAfter || highest != _highestWhenServed)
            return false;
        IsDeaf = true;
        return true;
    }

    public void Served(TimeSpan now, ulong highest, TransferSettings settings)
    {
        if (now < _notBefore)
            return;
        _served = now;
        _highestWhenServed = highest;
        var pause = settings.CompleteInterval * Math.Pow(settings.BackOff, _stalled++);
        _notBefore = now + (pause < settings.GreatestInterval ? pause : settings.GreatestInterval);
    }

    private static TimeSpan Backed(TimeSpan interval, TransferSettings settings) =>
        interval * settings.BackOff < settings.GreatestInterval ? interval * settings.BackOff : settings.GreatestInterval;
}
