namespace PeerSlot.Pictures.Jpeg;

/// <summary>A scan header (T.81, B.2.3) with the components and tables that it names.</summary>
internal sealed class JpegScan
{
    private JpegScan(JpegComponent[] components, int first, int last, int high, int low)
    {
        Components = components;
        First = first;
        Last = last;
        High = high;
        Low = low;
    }

    public JpegComponent[] Components { get; }

    /// <summary>Spectral selection: the first and last coefficient of the scan, in zigzag order (T.81, G.1.1.1.1).</summary>
    public int First { get; }

    public int Last { get; }

    /// <summary>Successive approximation: the bit position of the scan before, 0 in a first scan, and of this one (T.81, G.1.1.1.2).</summary>
    public int High { get; }

    public int Low { get; }

    /// <summary>A scan of one component has no padding: its MCU is one block (T.81, A.2.2).</summary>
    public bool IsInterleaved => Components.Length > 1;

    /// <summary>Blocks that the scan visits: what it may cost.</summary>
    public long Blocks => IsInterleaved
        ? Components.Sum(c => c.PaddedSamples) / JpegComponent.BlockSize
        : (long)Components[0].BlocksWide * Components[0].BlocksHigh;

    /// <exception cref="PictureException">A scan that the frame does not allow, or whose tables are missing.</exception>
    public static JpegScan Read(JpegSegment segment, JpegFrame frame, JpegTables tables)
    {
        var data = segment.Data;
        var count = data.IsEmpty ? 0 : data[0];
        if (count is < 1 or > 4 || data.Length < 4 + count * 2)
            throw Broken(segment, "is no scan header");
        var components = new JpegComponent[count];
        for (var i = 0; i < count; i++)
        {
            var id = data[1 + i * 2];
            components[i] = frame.Components.FirstOrDefault(c => c.Id == id) ?? throw Broken(segment, $"names the unknown component {id}");
            if (components.AsSpan(0, i).Contains(components[i]))
                throw Broken(segment, $"names the component {id} twice");
        }

        var end = data[(1 + count * 2)..];
        var scan = frame.IsProgressive
            ? new JpegScan(components, end[0], end[1], end[2] >> 4, end[2] & 15)
            : new JpegScan(components, 0, JpegComponent.BlockSize - 1, 0, 0);
        if (scan.First > scan.Last || scan.Last >= JpegComponent.BlockSize || scan.Low > 13)
            throw Broken(segment, "asks for coefficients that do not exist");
        // T.81, G.1.1.1.1: the DC coefficient has scans of its own, and those of AC coefficients are never interleaved.
        if (frame.IsProgressive && (scan.First == 0 ? scan.Last != 0 : count != 1))
            throw Broken(segment, "mixes what a progressive scan must not mix");
        for (var i = 0; i < count; i++)
            tables.Assign(components[i], data[2 + i * 2], scan, segment);
        return scan;
    }

    private static PictureException Broken(JpegSegment segment, Text how) => new($"The JPEG file is broken: the {segment.Name} {how}.");
}
