using System.Buffers.Binary;

namespace PeerSlot.Pictures.Jpeg;

/// <summary>The frame header (T.81, B.2.2).</summary>
internal sealed class JpegFrame
{
    /// <summary>
    /// A scan may be cut off, but of a picture that spends its every bit on blocks at least this part must be there before memory is spent.
    /// </summary>
    private const int LeastPart = 16;

    private JpegFrame(int width, int height, bool progressive, JpegComponent[] components)
    {
        Width = width;
        Height = height;
        IsProgressive = progressive;
        Components = components;
        MaxHorizontal = components.Max(c => c.Horizontal);
        MaxVertical = components.Max(c => c.Vertical);
    }

    public int Width { get; }

    public int Height { get; }

    public bool IsProgressive { get; }

    public JpegComponent[] Components { get; }

    public int MaxHorizontal { get; }

    public int MaxVertical { get; }

    public int McusWide => Components[0].PaddedBlocksWide / Components[0].Horizontal;

    public int McusHigh => Components[0].PaddedBlocksHigh / Components[0].Vertical;

    /// <summary>All blocks of all components.</summary>
    public long Blocks => Components.Sum(c => c.PaddedSamples) / JpegComponent.BlockSize;

    /// <summary>Reads the header; checks no limits and allocates nothing.</summary>
    /// <exception cref="PictureException">Broken, or a kind of JPEG that PeerSlot cannot read.</exception>
    public static JpegFrame Read(JpegSegment segment)
    {
        var data = segment.Data;
        if (data.Length < 6 || data.Length < 6 + data[5] * 3)
            throw new PictureException($"The JPEG file is broken: the {segment.Name} is too short for a frame.");
        RefuseUnreadable(segment.Marker, data[0]);
        int height = BinaryPrimitives.ReadUInt16BigEndian(data[1..]), width = BinaryPrimitives.ReadUInt16BigEndian(data[3..]);
        if (height == 0)
            throw new PictureException("This JPEG file gives its height only behind its pixels (DNL), which PeerSlot cannot read: save it anew.");
        if (width == 0)
            throw new PictureException("The picture is empty: its header says a width of 0.");

        var components = new JpegComponent[data[5]];
        if (components.Length is not (1 or 3 or 4))
            throw new PictureException($"The JPEG file is broken: no known picture has {components.Length} colour components.");
        for (var i = 0; i < components.Length; i++)
        {
            var entry = data.Slice(6 + i * 3, 3);
            int horizontal = entry[1] >> 4, vertical = entry[1] & 15;
            if (horizontal is < 1 or > 4 || vertical is < 1 or > 4 || entry[2] > 3)
                throw new PictureException($"The JPEG file is broken: component {i} has sampling {horizontal}x{vertical} and table {entry[2]}.");
            // Alone, a component has no one to be sampled in relation to (T.81, A.2.2).
            components[i] = components.Length == 1
                ? new JpegComponent(entry[0], 1, 1, entry[2])
                : new JpegComponent(entry[0], horizontal, vertical, entry[2]);
        }

        var frame = new JpegFrame(width, height, segment.Marker == JpegMarker.Sof2, components);
        foreach (var component in components)
            component.Measure(width, height, frame.MaxHorizontal, frame.MaxVertical);
        return frame;
    }

    /// <summary>Rows of pixels that a row of MCUs makes.</summary>
    public int McuHeight => MaxVertical * Components[0].Side;

    /// <summary>Size in pixels of what is decoded.</summary>
    public int ScaledWidth => DivideUp(Width * Components[0].Side, JpegComponent.BlockSide);

    public int ScaledHeight => DivideUp(Height * Components[0].Side, JpegComponent.BlockSide);

    /// <summary>Decodes every block into fewer samples.</summary>
    /// <param name="side">8, 4, 2 or 1.</param>
    public void Scale(int side)
    {
        int width = DivideUp(Width * side, JpegComponent.BlockSide), height = DivideUp(Height * side, JpegComponent.BlockSide);
        foreach (var component in Components)
            component.Scale(side, width, height, MaxHorizontal, MaxVertical);
    }

    /// <summary>Memory for rows of samples and for coefficients, counted against the limits first: 4 bytes an allowed pixel.</summary>
    /// <param name="keepCoefficients">Where blocks come in parts, or components one after the other.</param>
    public void Allocate(PictureLimits limits, bool keepCoefficients)
    {
        var bytes = keepCoefficients ? Blocks * JpegComponent.BlockSize * sizeof(short) : 0;
        if (bytes / 4 > Math.Max(limits.MaxPixels, 1 << 20))
            throw new PictureException($"The picture is too large: {Width} x {Height} pixels in this form of JPEG need {bytes >> 20} MiB.");
        foreach (var component in Components)
            component.Allocate(keepCoefficients);
    }

    /// <summary>What is known before any scan.</summary>
    /// <exception cref="PictureException">Larger than the limits, or than the file can hold.</exception>
    public void Check(PictureLimits limits, int fileLength)
    {
        limits.Check(Width, Height);
        // Every block takes at least 1 bit of the first scan that has it.
        if (Blocks > fileLength * 8L * LeastPart)
            throw new PictureException("The JPEG file is cut off: it is too short for its pixels.");
    }

    private static int DivideUp(int value, int by) => (value + by - 1) / by;

    private static void RefuseUnreadable(byte marker, byte precision)
    {
        Text? kind = marker switch
        {
            JpegMarker.Sof0 or JpegMarker.Sof1 or JpegMarker.Sof2 => precision == 8 ? null : (Text)$"a {precision}-bit JPEG",
            0xC3 => "a lossless JPEG",
            0xC9 or 0xCA => "an arithmetic-coded JPEG",
            _ => "a hierarchical or lossless JPEG",
        };
        if (kind is not null)
            throw new PictureException($"This is {kind}, which PeerSlot cannot read: save it as PNG or ordinary JPEG.");
    }
}
