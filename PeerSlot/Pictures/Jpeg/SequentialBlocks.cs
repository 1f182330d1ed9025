namespace PeerSlot.Pictures.Jpeg;

/// <summary>Blocks of a sequential scan (T.81, F.2.2): each is whole, and becomes samples at once.</summary>
internal readonly struct SequentialBlocks : IBlockDecoder
{
    private readonly int[] _block = new int[JpegComponent.BlockSize];

    public SequentialBlocks()
    {
    }

    public void Decode(ref JpegBitReader bits, JpegComponent component, int column, int row)
    {
        var block = _block;
        var factors = component.Quantization!.Factors;
        var order = QuantizationTable.NaturalOrder;
        Array.Clear(block);

        bits.Ensure();
        component.DcPrediction += bits.ReadSigned(bits.Decode(component.Dc!));
        block[0] = component.DcPrediction * factors[0];
        var table = component.Ac!;
        var last = 0;
        for (var k = 1; k < JpegComponent.BlockSize; k++)
        {
            bits.Ensure();
            int whole = table.Coefficients[bits.Peek(HuffmanTable.LookAhead)];
            if (whole != 0)
            {
                bits.Skip(whole & 15);
                k += (whole >> 4) & 15;
                block[order[k]] = (whole >> 8) * factors[k];
                last = k;
                continue;
            }

            var symbol = bits.Decode(table);
            var size = symbol & 15;
            if (size == 0)
            {
                if (symbol != 0xF0)
                    break;
                k += 15;
                continue;
            }

            k += symbol >> 4;
            block[order[k]] = bits.ReadSigned(size) * factors[k];
            last = k;
        }

        var samples = component.SamplesOf(column, row);
        if (last == 0)
            InverseDct.Fill(block[0], samples, component.Stride);
        else
            InverseDct.Transform(block, samples, component.Stride);
    }

    public void Restart()
    {
    }
}
