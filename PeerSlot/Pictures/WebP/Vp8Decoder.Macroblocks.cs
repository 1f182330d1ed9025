namespace PeerSlot.Pictures.WebP;

/// <content>One macroblock: its modes, its coefficients, its samples.</content>
internal sealed partial class Vp8Decoder
{
    private const int Second = 8;

    private void DecodeMacroblock(Vp8BoolReader bits, Vp8BoolReader tokens, Vp8FrameSettings settings, int x, int y)
    {
        var segment = settings.ReadSegment(bits);
        var skipped = settings.HasSkips && bits.Read(settings.SkipProbability);
        var luma = Vp8Modes.ReadLuma(bits);
        ReadSubblockModes(bits, luma, x);
        var chroma = Vp8Modes.ReadChroma(bits);

        Array.Clear(_coefficients);
        var hasCoefficients = !skipped && ReadCoefficients(tokens, settings.Tokens, settings.Quantizers[segment], luma, x);
        if (skipped)
            ForgetTokens(luma, x);
        PredictLuma(luma, x, y);
        for (var plane = 1; plane < 3; plane++)
        {
            Vp8Prediction.Predict(Planes[plane], x * 8, y * 8, 8, chroma, hasAbove: y > 0, hasLeft: x > 0);
            for (var block = 0; block < 4; block++)
                AddResidual(Planes[plane], x * 8 + block % 2 * 4, y * 8 + block / 2 * 4, 12 + plane * 4 + block);
        }

        var level = settings.LevelOf(segment, luma == Vp8Mode.Subblocks);
        _filters[y * _mbWide + x] = (byte)(level | (hasCoefficients || luma == Vp8Mode.Subblocks ? 128 : 0));
    }

    private void ReadSubblockModes(Vp8BoolReader bits, Vp8Mode luma, int x)
    {
        var above = _aboveModes.AsSpan(x * 4, 4);
        if (luma != Vp8Mode.Subblocks)
        {
            above.Fill(Vp8Modes.AsSubblock(luma));
            _leftModes.AsSpan().Fill(Vp8Modes.AsSubblock(luma));
            return;
        }

        for (var i = 0; i < 16; i++)
        {
            var mode = Vp8Modes.ReadSubblock(bits, Vp8SubblockModeProbabilities.Of(above[i % 4], _leftModes[i / 4]));
            _modes[i] = above[i % 4] = _leftModes[i / 4] = mode;
        }
    }

    /// <returns>Whether any coefficient is not zero.</returns>
    private bool ReadCoefficients(Vp8BoolReader bits, byte[] probabilities, Vp8Quantizer quantizer, Vp8Mode luma, int x)
    {
        var above = _aboveTokens.AsSpan(x * 9, 9);
        var left = _leftTokens.AsSpan();
        var (type, first) = (3, 0);
        if (luma != Vp8Mode.Subblocks)
        {
            // The DCs of all luma blocks are a layer of their own.
            Array.Clear(_second);
            var last = Vp8Tokens.Read(bits, probabilities, 1, above[Second] + left[Second], 0, quantizer.SecondDc, quantizer.SecondAc, _second);
            above[Second] = left[Second] = (byte)(last > 0 ? 1 : 0);
            Vp8Transform.SpreadDcs(_second, _coefficients);
            (type, first) = (0, 1);
        }

        for (var i = 0; i < 16; i++)
            ReadBlock(bits, probabilities, type, first, quantizer.LumaDc, quantizer.LumaAc, i, ref above[i % 4], ref left[i / 4]);
        for (var i = 16; i < 24; i++)
        {
            // U takes the places 4 and 5 of the tokens above and to the left, V 6 and 7.
            var plane = 4 + (i - 16) / 4 * 2;
            ReadBlock(bits, probabilities, 2, 0, quantizer.ChromaDc, quantizer.ChromaAc, i, ref above[plane + i % 2], ref left[plane + i / 2 % 2]);
        }

        return _coefficients.AsSpan().ContainsAnyExcept((short)0);
    }

    private void ReadBlock(
        Vp8BoolReader bits, byte[] probabilities, int type, int first, int dc, int ac, int index, ref byte above, ref byte left)
    {
        var last = Vp8Tokens.Read(bits, probabilities, type, above + left, first, dc, ac, _coefficients.AsSpan(index * 16, 16));
        above = left = (byte)(last > 0 ? 1 : 0);
    }

    /// <summary>A macroblock without coefficients leaves none behind; one of subblocks has no second layer to say so of.</summary>
    private void ForgetTokens(Vp8Mode luma, int x)
    {
        var count = luma == Vp8Mode.Subblocks ? Second : Second + 1;
        _aboveTokens.AsSpan(x * 9, count).Clear();
        _leftTokens.AsSpan(0, count).Clear();
    }

    private void PredictLuma(Vp8Mode luma, int x, int y)
    {
        var plane = Planes[0];
        if (luma != Vp8Mode.Subblocks)
        {
            Vp8Prediction.Predict(plane, x * Side, y * Side, Side, luma, hasAbove: y > 0, hasLeft: x > 0);
            for (var i = 0; i < 16; i++)
                AddResidual(plane, x * Side + i % 4 * 4, y * Side + i / 4 * 4, i);
            return;
        }

        // Subblocks at the right side look at the macroblock above to the right, those in lower rows as well (RFC 6386, 12.3).
        Span<byte> beyond = stackalloc byte[4];
        var above = plane.At(x * Side + Side, y * Side - 1);
        if (y > 0 && x == _mbWide - 1)
            beyond.Fill(plane.Samples[above - 1]);
        else
            plane.Samples.AsSpan(above, 4).CopyTo(beyond);
        for (var i = 0; i < 16; i++)
        {
            int left = x * Side + i % 4 * 4, top = y * Side + i / 4 * 4;
            var at = plane.At(left, top);
            var right = i % 4 == 3 ? beyond : plane.Samples.AsSpan(at - plane.Stride + 4, 4);
            Vp8SubblockPrediction.Predict(plane.Samples, at, plane.Stride, _modes[i], right);
            AddResidual(plane, left, top, i);
        }
    }

    private void AddResidual(Vp8Plane plane, int x, int y, int index)
    {
        var block = _coefficients.AsSpan(index * 16, 16);
        if (block.ContainsAnyExcept((short)0))
            Vp8Transform.Add(block, plane.Samples.AsSpan(plane.At(x, y)), plane.Stride);
    }
}
