namespace PeerSlot.Protocol.Wire;

/// <summary>Which of a session's newest <see cref="Size"/> counters were heard (RFC 4303 section 3.4.3 with a larger window).</summary>
internal sealed class CounterWindow
{
    /// <summary>Counters. 1,024 datagrams are 0.1 s at 100 Mbit/s: two cards of one machine do not differ by more.</summary>
    public const int Size = 1_024;

    private readonly ulong[] _heard = new ulong[Size / 64];

    /// <summary>0 = none yet.</summary>
    public ulong Highest { get; private set; }

    /// <summary>False for a counter that was heard before, and for one that is too old to tell.</summary>
    public bool TryAdd(ulong counter)
    {
        if (counter > Highest)
            MoveTo(counter);
        else if (Highest - counter >= Size)
            return false;
        ref var word = ref _heard[counter % Size / 64];
        var bit = 1UL << (int)(counter % 64);
        if ((word & bit) != 0)
            return false;
        word |= bit;
        return true;
    }

    /// <summary>Also for one that is too old to tell.</summary>
    public bool WasHeard(ulong counter) =>
        counter <= Highest && (Highest - counter >= Size || (_heard[counter % Size / 64] & 1UL << (int)(counter % 64)) != 0);

    private void MoveTo(ulong counter)
    {
        if (counter - Highest >= Size)
        {
            Array.Clear(_heard);
        }
        else
        {
            for (var passed = Highest + 1; passed <= counter; passed++)
                _heard[passed % Size / 64] &= ~(1UL << (int)(passed % 64));
        }

        Highest = counter;
    }
}
