namespace PeerSlot.Pictures.Jpeg;

/// <summary>Decodes one block of a scan.</summary>
internal interface IBlockDecoder
{
    void Decode(ref JpegBitReader bits, JpegComponent component, int column, int row);

    /// <summary>Forgets what a restart marker says to forget, besides the DC predictions.</summary>
    void Restart();
}

/// <summary>Goes through the blocks of a scan in the order of T.81, A.2, from restart to restart.</summary>
internal static class ScanWalk
{
    /// <typeparam name="TDecoder">A struct, so that the decoder is compiled into the loop.</typeparam>
    /// <param name="output">Takes each row of MCUs when it is decoded; null where blocks are not samples yet.</param>
    /// <param name="position">In: where the entropy-coded data begins. Out: at or before the marker that ends it.</param>
    /// <returns>How many rows of MCUs end undamaged; fewer than the scan has where it is cut off.</returns>
    public static int Run<TDecoder>(ReadOnlySpan<byte> file, ref int position, JpegFrame frame, JpegScan scan, int restartInterval, TDecoder decoder,
        JpegOutput? output = null)
        where TDecoder : struct, IBlockDecoder
    {
        var bits = new JpegBitReader(file, position);
        var (wide, high) = scan.IsInterleaved
            ? (frame.McusWide, frame.McusHigh)
            : (scan.Components[0].BlocksWide, scan.Components[0].BlocksHigh);
        var untilRestart = restartInterval;
        Forget(scan);
        var whole = 0;
        for (var row = 0; row < high; row++)
        {
            output?.Begin(row);
            for (var column = 0; column < wide; column++)
            {
                if (restartInterval > 0 && untilRestart-- == 0)
                {
                    if (!bits.TryRestart())
                        goto End;
                    Forget(scan);
                    decoder.Restart();
                    untilRestart = restartInterval - 1;
                }

                // Without restarts nothing behind damage can be placed; with them, it ends at the next one.
                if (bits.IsExhausted && restartInterval == 0)
                    goto End;
                if (bits.IsExhausted)
                    continue;
                if (scan.IsInterleaved)
                    DecodeMcu(ref bits, scan, column, row, ref decoder);
                else
                    decoder.Decode(ref bits, scan.Components[0], column, row);
            }

            if (bits.IsExhausted && output is { OnlyWhole: true })
                goto End;
            output?.End(row);
            whole += bits.IsExhausted ? 0 : 1;
        }

    End:
        position = bits.Position;
        return whole;
    }

    private static void DecodeMcu<TDecoder>(ref JpegBitReader bits, JpegScan scan, int column, int row, ref TDecoder decoder)
        where TDecoder : struct, IBlockDecoder
    {
        foreach (var component in scan.Components)
        {
            for (var y = 0; y < component.Vertical; y++)
            {
                for (var x = 0; x < component.Horizontal; x++)
                    decoder.Decode(ref bits, component, column * component.Horizontal + x, row * component.Vertical + y);
            }
        }
    }

    private static void Forget(JpegScan scan)
    {
        foreach (var component in scan.Components)
            component.DcPrediction = 0;
    }
}
