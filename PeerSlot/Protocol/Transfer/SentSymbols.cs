namespace PeerSlot.Protocol.Transfer;

/// <summary>For each symbol of a picture when it was last sent, as its datagram's counter, and how often it was sent again to everybody.</summary>
internal sealed class SentSymbols(int count)
{
    private readonly ulong[] _lastCounter = new ulong[count];
    private readonly byte[] _resends = new byte[count];

    public int Count => count;

    public ulong LastCounter(int symbol) => _lastCounter[symbol];

    public void Sent(int symbol, ulong counter) => _lastCounter[symbol] = counter;

    public int ResendsToEverybody(int symbol) => _resends[symbol];

    public void CountResendToEverybody(int symbol) => _resends[symbol]++;
}
