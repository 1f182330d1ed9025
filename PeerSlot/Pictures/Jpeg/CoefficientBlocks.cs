using System.Runtime.InteropServices;

namespace PeerSlot.Pictures.Jpeg;

/// <summary>From coefficients that came in several scans to rows of samples.</summary>
internal static class CoefficientBlocks
{
    /// <param name="mcuRows">How many rows of MCUs, from the top.</param>
    public static void Transform(JpegFrame frame, JpegOutput output, int mcuRows)
    {
        for (var row = 0; row < mcuRows; row++)
        {
            output.Begin(row);
            foreach (var component in frame.Components)
            {
                if (component.Quantization is { } table)
                    Transform(component, table, row);
            }

            output.End(row);
        }
    }

    private static void Transform(JpegComponent component, QuantizationTable table, int mcuRow)
    {
        Span<int> block = stackalloc int[JpegComponent.BlockSize];
        var factors = table.NaturalFactors.AsSpan(0, JpegComponent.BlockSize);
        var last = Math.Min((mcuRow + 1) * component.Vertical, component.BlocksHigh);
        for (var row = mcuRow * component.Vertical; row < last; row++)
        {
            for (var column = 0; column < component.BlocksWide; column++)
            {
                var coefficients = component.CoefficientsOf(column, row);
                var samples = component.SamplesOf(column, row);
                if (OnlyDc(coefficients))
                {
                    InverseDct.Fill(coefficients[0] * factors[0], samples, component.Stride, component.Side);
                    continue;
                }

                for (var i = 0; i < block.Length; i++)
                    block[i] = coefficients[i] * factors[i];
                InverseDct.Transform(block, samples, component.Stride, component.Side);
            }
        }
    }

    private static bool OnlyDc(ReadOnlySpan<short> block)
    {
        var quads = MemoryMarshal.Cast<short, ulong>(block);
        // The first of four 16-bit coefficients lies in the lowest bits: hosts are little-endian (.NET runs on no other that PeerSlot ships for).
        var rest = quads[0] & ~0xFFFFUL;
        for (var i = 1; i < quads.Length; i++)
            rest |= quads[i];
        return rest == 0;
    }
}
