using System.Buffers.Binary;

namespace PeerSlot.Pictures.Jpeg;

/// <summary>A quantisation table (T.81, B.2.4.1), in zigzag order.</summary>
internal sealed class QuantizationTable
{
    /// <summary>Zigzag positions that a damaged run of zeros may step over the end: they are read and written, and do no harm.</summary>
    private const int Overrun = 16;

    /// <summary>64 factors, then 16 of zero.</summary>
    public int[] Factors { get; } = new int[JpegComponent.BlockSize + Overrun];

    /// <summary>The same 64 factors in natural order.</summary>
    public int[] NaturalFactors { get; } = new int[JpegComponent.BlockSize];

    /// <summary>Factors that change nothing.</summary>
    public static int[] Ones { get; } = [.. Enumerable.Repeat(1, JpegComponent.BlockSize + Overrun)];

    /// <summary>
    /// T.81, figure A.6: the natural (row by row) index of each zigzag position; positions beyond the block lie on its last coefficient.
    /// </summary>
    public static ReadOnlySpan<byte> NaturalOrder =>
    [
        0, 1, 8, 16, 9, 2, 3, 10,
        17, 24, 32, 25, 18, 11, 4, 5,
        12, 19, 26, 33, 40, 48, 41, 34,
        27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36,
        29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46,
        53, 60, 61, 54, 47, 55, 62, 63,
        63, 63, 63, 63, 63, 63, 63, 63,
        63, 63, 63, 63, 63, 63, 63, 63,
    ];

    /// <summary>Reads all tables of a DQT segment.</summary>
    public static void ReadAll(JpegSegment segment, QuantizationTable?[] tables)
    {
        for (var data = segment.Data; !data.IsEmpty;)
        {
            int precision = data[0] >> 4, index = data[0] & 15, length = JpegComponent.BlockSize << precision;
            if (precision > 1 || index >= tables.Length || data.Length < 1 + length)
                throw new PictureException($"The JPEG file is broken: the {segment.Name} is no quantisation table.");
            var table = new QuantizationTable();
            for (var i = 0; i < JpegComponent.BlockSize; i++)
            {
                table.Factors[i] = precision == 0 ? data[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(data[(1 + i * 2)..]);
                table.NaturalFactors[NaturalOrder[i]] = table.Factors[i];
            }

            tables[index] = table;
            data = data[(1 + length)..];
        }
    }
}
