using PeerSlot.Protocol.ErasureCode;

namespace PeerSlot.Protocol.Transfer;

/// <summary>Memory for decoding one block at a time, shared by all pictures that arrive.</summary>
internal sealed class DecoderScratch
{
    private readonly bool[] _present = new bool[CauchyCode.MaximumSource];
    private readonly int[] _indexes = new int[CauchyCode.MaximumSource];
    private byte[] _repairs = [];

    /// <summary>Rebuilds what is missing of a block from the repair symbols that stand in its place.</summary>
    /// <param name="block">k whole symbols.</param>
    /// <param name="symbolSize">Bytes.</param>
    /// <param name="held">What stands in each of the k places.</param>
    /// <param name="source">The mark of a source symbol.</param>
    /// <param name="repair">The mark of repair symbol 0.</param>
    /// <returns>How many were rebuilt.</returns>
    public int Decode(Span<byte> block, int symbolSize, ReadOnlySpan<byte> held, byte source, byte repair)
    {
        var missing = held.Length - held.Count(source);
        if (missing == 0)
            return 0;
        if (_repairs.Length < missing * symbolSize)
            _repairs = new byte[CauchyCode.MaximumSource * symbolSize];
        var found = 0;
        for (var place = 0; place < held.Length; place++)
        {
            _present[place] = held[place] == source;
            if (_present[place])
                continue;
            _indexes[found] = held[place] - repair;
            block.Slice(place * symbolSize, symbolSize).CopyTo(_repairs.AsSpan(found * symbolSize));
            found++;
        }

        CauchyCode.Decode(block, symbolSize, held.Length, _present.AsSpan(0, held.Length), _indexes.AsSpan(0, missing), _repairs);
        return missing;
    }
}
