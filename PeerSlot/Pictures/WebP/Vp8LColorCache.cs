namespace PeerSlot.Pictures.WebP;

/// <summary>Colours that were seen, by a hash of theirs (RFC 9649, 3.6.3 and 5.2.3).</summary>
internal readonly struct Vp8LColorCache(int bits)
{
    public const int MaxBits = 11;

    private readonly uint[] _colors = bits == 0 ? [] : new uint[1 << bits];

    public int Size => _colors.Length;

    public uint this[int place] => _colors[place];

    public void Add(uint argb)
    {
        if (bits > 0)
            _colors[(argb * 0x1E35A7BDu) >> (32 - bits)] = argb;
    }
}
