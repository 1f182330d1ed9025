namespace PeerSlot.Pictures.Jpeg;

/// <summary>Blocks of a sequential scan (T.81, F.2.2): each is whole, and becomes samples at once.</summary>
/// <param name="keep">Where the components come in different scans, coefficients are kept until all are there.</param>
internal readonly struct SequentialBlocks(bool keep) : IBlockDecoder
{
    private readonly int[] _block = new int[JpegComponent.BlockSize];

    public void Decode(ref JpegBitReader bits, JpegComponent component, int column, int row)
    {
        var block = _block;
        var table = component.Quantization!;
        Array.Clear(block);

        bits.Ensure();
        component.DcPrediction += bits.ReadSigned(bits.Decode(component.Dc!));
        block[0] = component.DcPrediction;
        var last = bits.ReadCoefficients(component.Ac!, block, keep ? QuantizationTable.Ones : table.Factors);
        if (keep)
        {
            var coefficients = component.CoefficientsOf(column, row);
            for (var i = 0; i < block.Length; i++)
                coefficients[i] = (short)block[i];
            return;
        }

        block[0] *= table.Factors[0];
        var samples = component.SamplesOf(column, row);
        if (last == 0)
            InverseDct.Fill(block[0], samples, component.Stride, component.Side);
        else
            InverseDct.Transform(block, samples, component.Stride, component.Side);
    }

    public void Restart()
    {
    }
}
