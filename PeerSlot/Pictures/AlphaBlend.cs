namespace PeerSlot.Pictures;

/// <summary>One row over another, both with straight alpha, as animations ask for: in codes, not in light.</summary>
internal static class AlphaBlend
{
    public static void Over(ReadOnlySpan<byte> source, Span<byte> target)
    {
        for (var i = 0; i < target.Length; i += 4)
        {
            int alpha = source[i + 3], behind = target[i + 3] * (255 - alpha);
            if (alpha == 255 || behind == 0)
            {
                if (alpha > 0)
                    source.Slice(i, 4).CopyTo(target[i..]);
                continue;
            }

            // All times 255.
            var sum = alpha * 255 + behind;
            for (var c = i; c < i + 3; c++)
                target[c] = (byte)((source[c] * alpha * 255 + target[c] * behind + sum / 2) / sum);
            target[i + 3] = (byte)((sum + 127) / 255);
        }
    }
}
