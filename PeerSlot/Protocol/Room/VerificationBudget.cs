namespace PeerSlot.Protocol.Room;

/// <summary>Bounds how many signatures are checked a second, in all and for each address.</summary>
/// <remarks>Who floods from invented addresses uses up the strangers' share: newcomers then wait, while live sessions do not notice.</remarks>
internal sealed class VerificationBudget(RoomLimits limits)
{
    private readonly AddressLimits _strangers = new(limits.StrangerVerificationsPerSecond, limits.VerificationsPerSecondAndAddress);
    private readonly AddressLimits _known = new(limits.KnownVerificationsPerSecond, limits.VerificationsPerSecondAndAddress);

    public bool TryTake(TimeSpan now, PeerAddress source, bool isKnown) => (isKnown ? _known : _strangers).TryTake(now, source);
}
