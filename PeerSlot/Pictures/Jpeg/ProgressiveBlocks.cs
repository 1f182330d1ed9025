namespace PeerSlot.Pictures.Jpeg;

/// <summary>Blocks of a first DC scan (T.81, G.1.2.1).</summary>
internal readonly struct FirstDcBlocks(int low) : IBlockDecoder
{
    public void Decode(ref JpegBitReader bits, JpegComponent component, int column, int row)
    {
        bits.Ensure();
        component.DcPrediction += bits.ReadSigned(bits.Decode(component.Dc!));
        component.CoefficientsOf(column, row)[0] = (short)(component.DcPrediction << low);
    }

    public void Restart()
    {
    }
}

/// <summary>Blocks of a DC scan that adds one bit.</summary>
internal readonly struct RefineDcBlocks(int low) : IBlockDecoder
{
    public void Decode(ref JpegBitReader bits, JpegComponent component, int column, int row)
    {
        bits.Ensure();
        if (bits.Read(1) != 0)
            component.CoefficientsOf(column, row)[0] |= (short)(1 << low);
    }

    public void Restart()
    {
    }
}

/// <summary>Blocks of a first AC scan (T.81, G.1.2.2).</summary>
internal struct FirstAcBlocks(int first, int last, int low) : IBlockDecoder
{
    /// <summary>How many further blocks end before this scan's first coefficient.</summary>
    private int _emptyBlocks;

    public void Decode(ref JpegBitReader bits, JpegComponent component, int column, int row)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return;
        }

        var block = component.CoefficientsOf(column, row);
        var order = QuantizationTable.NaturalOrder;
        for (var k = first; k <= last; k++)
        {
            bits.Ensure();
            var symbol = bits.Decode(component.Ac!);
            int run = symbol >> 4, size = symbol & 15;
            if (size != 0)
            {
                k += run;
                block[order[k]] = (short)(bits.ReadSigned(size) << low);
            }
            else if (run < 15)
            {
                _emptyBlocks = (1 << run) - 1 + (run == 0 ? 0 : bits.Read(run));
                break;
            }
            else
            {
                k += 15;
            }
        }
    }

    public void Restart() => _emptyBlocks = 0;
}

/// <summary>Blocks of an AC scan that adds one bit to what is there and lets new coefficients appear (T.81, G.1.2.3).</summary>
internal struct RefineAcBlocks(int first, int last, int low) : IBlockDecoder
{
    private int _emptyBlocks;

    public void Decode(ref JpegBitReader bits, JpegComponent component, int column, int row)
    {
        var block = component.CoefficientsOf(column, row);
        var k = first;
        if (_emptyBlocks == 0)
        {
            for (; k <= last; k++)
            {
                bits.Ensure();
                var symbol = bits.Decode(component.Ac!);
                int run = symbol >> 4, fresh = 0;
                if ((symbol & 15) != 0)
                {
                    fresh = bits.Read(1) != 0 ? 1 << low : -(1 << low);
                }
                else if (run < 15)
                {
                    _emptyBlocks = (1 << run) + (run == 0 ? 0 : bits.Read(run));
                    break;
                }

                k = SkipZeros(ref bits, block, k, run);
                if (fresh != 0)
                    block[QuantizationTable.NaturalOrder[k]] = (short)fresh;
            }
        }

        if (_emptyBlocks > 0)
        {
            SkipZeros(ref bits, block, k, JpegComponent.BlockSize);
            _emptyBlocks--;
        }
    }

    public void Restart() => _emptyBlocks = 0;

    /// <summary>Passes over <paramref name="zeros"/> zero coefficients; those that are not zero take a bit each and are not counted.</summary>
    /// <returns>The place of the zero coefficient behind them, at most one beyond the scan's last.</returns>
    private readonly int SkipZeros(ref JpegBitReader bits, Span<short> block, int k, int zeros)
    {
        var order = QuantizationTable.NaturalOrder;
        for (; k <= last; k++)
        {
            ref var coefficient = ref block[order[k]];
            if (coefficient == 0)
            {
                if (zeros-- == 0)
                    break;
                continue;
            }

            bits.Ensure();
            // A bit that was set already must not be added again: a damaged file may name it twice.
            if (bits.Read(1) != 0 && (coefficient & (1 << low)) == 0)
                coefficient += (short)(coefficient > 0 ? 1 << low : -(1 << low));
        }

        return k;
    }
}
