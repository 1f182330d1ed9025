namespace PeerSlot.Terminal.Frames;

/// <summary>SGR, select graphic rendition (ECMA-48 8.3.117; 38 and 48 as ITU-T T.416 with xterm's semicolons).</summary>
internal static class Sgr
{
    /// <summary>0;1;2;3;4;7;38;2;255;255;255;48;2;255;255;255 with its CSI and m, rounded up.</summary>
    private const int Longest = 64;

    /// <summary>Turns <paramref name="from"/> (null: unknown) into <paramref name="to"/>, by changes or from a reset, whichever is shorter.</summary>
    public static void Write(EscapeWriter output, Look? from, Look to, ColorDepth depth)
    {
        if (from == to)
            return;
        Span<byte> changes = stackalloc byte[Longest];
        var incremental = new Parameters(changes);
        if (from is { } known)
        {
            incremental.AddChanges(known, to, depth);
            // In pictures: from a reset it would be these colours, and more.
            if (known.Attributes == to.Attributes && to.Foreground != Look.Default && to.Background != Look.Default)
            {
                output.Write(incremental.Finish());
                return;
            }
        }

        Span<byte> reset = stackalloc byte[Longest];
        var fromReset = new Parameters(reset);
        fromReset.Add(0);
        fromReset.AddChanges(Look.Plain, to, depth);
        if (from is null)
        {
            output.Write(fromReset.Finish());
            return;
        }

        output.Write(incremental.Length <= fromReset.Length ? incremental.Finish() : to == Look.Plain ? "\e[m"u8 : fromReset.Finish());
    }

    private ref struct Parameters
    {
        private readonly Span<byte> _bytes;

        public Parameters(Span<byte> bytes)
        {
            _bytes = bytes;
            "\e["u8.CopyTo(bytes);
            Length = 2;
        }

        public int Length { get; private set; }

        public void Add(int number)
        {
            if (Length > 2)
                _bytes[Length++] = (byte)';';
            number.TryFormat(_bytes[Length..], out var written);
            Length += written;
        }

        public void AddChanges(Look from, Look to, ColorDepth depth)
        {
            AddAttributes(from.Attributes, to.Attributes);
            if (to.Foreground != from.Foreground)
                AddColor(to.Foreground, 30, depth);
            if (to.Background != from.Background)
                AddColor(to.Background, 40, depth);
        }

        public ReadOnlySpan<byte> Finish()
        {
            _bytes[Length] = (byte)'m';
            return _bytes[..(Length + 1)];
        }

        private void AddAttributes(CellAttributes from, CellAttributes to)
        {
            const CellAttributes Weight = CellAttributes.Bold | CellAttributes.Dim;
            if ((from & ~to & Weight) != 0)
            {
                Add(22); // Ends both bold and dim.
                from &= ~Weight;
            }

            Switch(from, to, CellAttributes.Bold, 1, 22);
            Switch(from, to, CellAttributes.Dim, 2, 22);
            Switch(from, to, CellAttributes.Italic, 3, 23);
            Switch(from, to, CellAttributes.Underline, 4, 24);
            Switch(from, to, CellAttributes.Reverse, 7, 27);
        }

        private void Switch(CellAttributes from, CellAttributes to, CellAttributes attribute, int on, int off)
        {
            if (((from ^ to) & attribute) != 0)
                Add((to & attribute) != 0 ? on : off);
        }

        /// <param name="color">As in <see cref="Look"/>.</param>
        /// <param name="first">30 for the foreground, 40 for the background.</param>
        /// <param name="depth">How <paramref name="color"/> is to be read.</param>
        private void AddColor(int color, int first, ColorDepth depth)
        {
            if (color == Look.Default)
            {
                Add(first + 9);
            }
            else if (color < 0)
            {
                AddColor(Look.OwnColor(color), first, ColorDepth.Colors16);
            }
            else if (depth == ColorDepth.Colors16)
            {
                Add(color < 8 ? first + color : first + 60 + color - 8);
            }
            else if (depth == ColorDepth.Colors256)
            {
                Add(first + 8);
                Add(5);
                Add(color);
            }
            else
            {
                Add(first + 8);
                Add(2);
                Add(color >> 16 & 0xFF);
                Add(color >> 8 & 0xFF);
                Add(color & 0xFF);
            }
        }
    }
}
