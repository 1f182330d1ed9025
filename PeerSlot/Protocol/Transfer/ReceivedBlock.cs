namespace PeerSlot.Protocol.Transfer;

/// <summary>One source block on its way in. Its bytes are allocated when its first symbol comes.</summary>
internal sealed class ReceivedBlock(int symbols)
{
    private SymbolBitmap _missing = SymbolBitmap.First(symbols);
    private SymbolBitmap _asked;

    public byte[]? Data { get; private set; }

    public SymbolBitmap Missing => _missing;

    public bool IsWhole => _missing.IsEmpty;

    /// <summary>The first call allocates; zeros stand for what is missing.</summary>
    public void Allocate(int bytes) => Data ??= new byte[bytes];

    /// <summary>All that is missing was asked for.</summary>
    public void Ask() => _asked = _missing;

    /// <param name="wasAsked">Whether the symbol came after it was asked for.</param>
    public void Take(int index, int offset, ReadOnlySpan<byte> data, out bool wasAsked)
    {
        data.CopyTo(Data.AsSpan(offset));
        _missing.Remove(index);
        wasAsked = _asked.Contains(index);
    }
}
