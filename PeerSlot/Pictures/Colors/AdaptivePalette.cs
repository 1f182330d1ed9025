using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Pictures.Colors;

/// <summary>
/// Up to 256 colours of a picture's own, by median cut (Heckbert, "Color image quantization for frame buffer display", 1982) of its colours in steps
/// of 8 codes. Each is in percent, as sixel terminals take them.
/// </summary>
internal sealed class AdaptivePalette
{
    private const int Most = 256;
    private const int Bits = 5;

    private readonly Dictionary<int, int> _indices = [];
    private readonly int[] _colors;

    /// <summary>By colour in steps of 8 codes; filled as it is asked.</summary>
    private readonly int[] _nearest = new int[1 << 3 * Bits];

    private AdaptivePalette(IEnumerable<int> colors)
    {
        _colors = [.. colors.Distinct()];
        for (var index = 0; index < _colors.Length; index++)
            _indices[_colors[index]] = index;
        Array.Fill(_nearest, -1);
    }

    /// <summary>0xRRGGBB, 256 at most.</summary>
    public IReadOnlyList<int> Colors => _colors;

    public static AdaptivePalette Of(LinearImage image, Backdrop ground)
    {
        var used = new Tone[1 << 3 * Bits];
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < image.Width; x++)
            {
                var color = ground.Behind(row.Slice(x * 4, 4));
                used[KeyOf(color)].Add(color);
            }
        }

        return new AdaptivePalette(Cut(Array.FindAll(used, tone => tone.Count > 0)).Select(box => InPercent(Sum(box).Mean)));
    }

    /// <summary>The nearest colour to the middle of the step that <paramref name="color"/> lies in.</summary>
    public int Nearest(int color)
    {
        ref var nearest = ref _nearest[KeyOf(color)];
        if (nearest < 0)
            nearest = Search((color & 0xF8F8F8) | 0x040404);
        return nearest;
    }

    private int Search(int color)
    {
        var (best, least) = (0, int.MaxValue);
        foreach (var candidate in _colors)
        {
            var distance = XtermPalette.Distance(candidate, color);
            if (distance < least)
                (best, least) = (candidate, distance);
        }

        return best;
    }

    public int IndexOf(int color) => _indices[color];

    /// <summary>The box with the most pixels times the length of its longest side is cut at its median, until there are enough.</summary>
    private static List<Tone[]> Cut(Tone[] all)
    {
        var boxes = new List<Tone[]>();
        var queue = new PriorityQueue<Tone[], long>();
        queue.Enqueue(all, 0);
        while (queue.Count + boxes.Count < Most && queue.TryDequeue(out var box, out _))
        {
            var (channel, length) = LongestSide(box);
            if (length == 0)
            {
                boxes.Add(box);
                continue;
            }

            Array.Sort(box, (a, b) => a.Level(channel).CompareTo(b.Level(channel)));
            var middle = Median(box);
            foreach (var part in (Tone[][])[box[..middle], box[middle..]])
                queue.Enqueue(part, -(long)Sum(part).Count * LongestSide(part).Length);
        }

        boxes.AddRange(queue.UnorderedItems.Select(item => item.Element));
        return boxes;
    }

    /// <returns>From 1 to one less than the length: neither part is empty.</returns>
    private static int Median(Tone[] box)
    {
        int half = Sum(box).Count / 2, count = 0, middle = 0;
        while (middle < box.Length - 1 && count < half)
            count += box[middle++].Count;
        return Math.Max(1, middle);
    }

    private static (int Channel, int Length) LongestSide(Tone[] box)
    {
        var best = (Channel: 0, Length: 0);
        for (var channel = 0; channel < 3; channel++)
        {
            var (least, most) = (255, 0);
            foreach (ref readonly var tone in box.AsSpan())
            {
                var level = tone.Level(channel);
                (least, most) = (Math.Min(least, level), Math.Max(most, level));
            }

            if (most - least > best.Length)
                best = (channel, most - least);
        }

        return best;
    }

    private static Tone Sum(Tone[] box)
    {
        var sum = default(Tone);
        foreach (var tone in box)
            sum.Add(tone);
        return sum;
    }

    private static int KeyOf(int color) => color >> 9 & 0x7C00 | color >> 6 & 0x3E0 | color >> 3 & 0x1F;

    /// <summary>What a terminal makes of a colour in percent.</summary>
    private static int InPercent(int color) => Round(color >> 16) << 16 | Round(color >> 8) << 8 | Round(color);

    private static int Round(int code) => (((code & 0xFF) * 100 + 127) / 255 * 255 + 50) / 100;

    /// <summary>The pixels of one step.</summary>
    private struct Tone
    {
        private long _red;
        private long _green;
        private long _blue;

        public int Count { get; private set; }

        public readonly int Mean => (int)(_red / Count) << 16 | (int)(_green / Count) << 8 | (int)(_blue / Count);

        public void Add(int color)
        {
            _red += color >> 16 & 0xFF;
            _green += color >> 8 & 0xFF;
            _blue += color & 0xFF;
            Count++;
        }

        public void Add(Tone other)
        {
            _red += other._red;
            _green += other._green;
            _blue += other._blue;
            Count += other.Count;
        }

        public readonly int Level(int channel) => (int)((channel == 0 ? _red : channel == 1 ? _green : _blue) / Count);
    }
}
