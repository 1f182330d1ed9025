using System.Buffers.Binary;

namespace PeerSlot.Pictures.Jpeg;

/// <summary>The tables that are in force at a point of the file; each segment replaces some.</summary>
internal sealed class JpegTables
{
    private readonly QuantizationTable?[] _quantization = new QuantizationTable?[4];
    private readonly HuffmanTable?[] _dc = new HuffmanTable?[4];
    private readonly HuffmanTable?[] _ac = new HuffmanTable?[4];

    /// <summary>MCUs between restart markers; 0 for none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Takes DQT, DHT and DRI, and nothing else.</summary>
    public void Read(JpegSegment segment)
    {
        switch (segment.Marker)
        {
            case JpegMarker.Dqt:
                QuantizationTable.ReadAll(segment, _quantization);
                break;
            case JpegMarker.Dht:
                HuffmanTable.ReadAll(segment, _dc, _ac);
                break;
            case JpegMarker.Dri when segment.Data.Length < 2:
                throw new PictureException($"The JPEG file is broken: the {segment.Name} gives no restart interval.");
            case JpegMarker.Dri:
                RestartInterval = BinaryPrimitives.ReadUInt16BigEndian(segment.Data);
                break;
        }
    }

    /// <summary>Gives a component the tables for a scan.</summary>
    /// <param name="selector">DC table in the high half, AC table in the low one.</param>
    public void Assign(JpegComponent component, byte selector, JpegScan scan, JpegSegment segment)
    {
        component.Quantization ??= _quantization[component.QuantizationIndex]
            ?? throw Missing($"quantisation table {component.QuantizationIndex}", segment);
        var (dc, ac) = (selector >> 4, selector & 15);
        // Refinement of DC is plain bits: no table is needed (T.81, G.1.2.1).
        if (scan is { First: 0, High: 0 })
            component.Dc = TableOf(_dc, dc, segment);
        if (scan.Last > 0)
            component.Ac = TableOf(_ac, ac, segment);
    }

    private static HuffmanTable TableOf(HuffmanTable?[] tables, int index, JpegSegment segment) =>
        (index < tables.Length ? tables[index] : null)
        ?? throw Missing($"Huffman table {index}", segment);

    private static PictureException Missing(Text table, JpegSegment segment) =>
        new($"The JPEG file is broken: {table} is missing before the {segment.Name}.");
}
