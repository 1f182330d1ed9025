namespace PeerSlot.Protocol.Transfer;

/// <summary>The digests of a picture's blocks, as far as they are known: at the sender computed, at a receiver signed.</summary>
internal sealed class BlockDigests(int blocks)
{
    private readonly byte[] _digests = new byte[blocks * DigestsMessage.DigestSize];
    private readonly bool[] _isKnown = new bool[blocks];

    public bool IsKnown(int block) => _isKnown[block];

    public ReadOnlySpan<byte> Of(int first, int count) => _digests.AsSpan(first * DigestsMessage.DigestSize, count * DigestsMessage.DigestSize);

    public void Set(int block, ReadOnlySpan<byte> digest)
    {
        if (block >= blocks)
            return;
        digest.CopyTo(_digests.AsSpan(block * DigestsMessage.DigestSize));
        _isKnown[block] = true;
    }

    public void Compute(int block, ReadOnlySpan<byte> bytes)
    {
        if (_isKnown[block])
            return;
        DigestsMessage.Compute(bytes, _digests.AsSpan(block * DigestsMessage.DigestSize));
        _isKnown[block] = true;
    }

    public bool IsRight(int block, ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[DigestsMessage.DigestSize];
        DigestsMessage.Compute(bytes, digest);
        return digest.SequenceEqual(Of(block, 1));
    }
}
