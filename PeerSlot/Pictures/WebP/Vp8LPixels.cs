namespace PeerSlot.Pictures.WebP;

/// <summary>Entropy-coded pixels (RFC 9649, 3.6 and 3.7): those of the picture itself, and of the small ones that steer it.</summary>
internal static class Vp8LPixels
{
    /// <summary>Bytes of all prefix codes of a picture; far above what an encoder writes, and far below what a hostile file could ask for.</summary>
    private const long CodesBudget = 64 << 20;

    /// <param name="isMain">Only the picture itself may be written with several groups of codes.</param>
    /// <returns>ARGB, one a pixel.</returns>
    /// <exception cref="PictureException">Cut off or broken.</exception>
    public static uint[] Read(ref Vp8LBitReader bits, int width, int height, bool isMain)
    {
        var cacheBits = bits.ReadBit() ? bits.Read(4) : 0;
        if (cacheBits > Vp8LColorCache.MaxBits)
            throw new PictureException("The WebP file is broken: its colour cache is too large.");
        var cache = new Vp8LColorCache(cacheBits);
        var tileBits = 0;
        uint[] tiles = [];
        if (isMain && bits.ReadBit())
        {
            tileBits = bits.Read(3) + 2;
            tiles = Read(ref bits, TilesOf(width, tileBits), TilesOf(height, tileBits), isMain: false);
        }

        var groups = ReadGroups(ref bits, tiles, cache.Size);
        if (bits.IsExhausted)
            throw CutOff();
        var pixels = new uint[width * height];
        Fill(ref bits, pixels, width, groups, tiles, tileBits, cache);
        return bits.IsExhausted ? throw CutOff() : pixels;
    }

    /// <summary>How many tiles of 2 to the power of so many pixels a side has.</summary>
    public static int TilesOf(int side, int tileBits) => (side + (1 << tileBits) - 1) >> tileBits;

    private static Vp8LPrefixGroup[] ReadGroups(ref Vp8LBitReader bits, uint[] tiles, int cacheSize)
    {
        var count = 1;
        for (var i = 0; i < tiles.Length; i++)
        {
            // RFC 9649, 3.7.2.2: the number of the group lies in red and green.
            tiles[i] = tiles[i] >> 8 & 0xFFFF;
            count = Math.Max(count, (int)tiles[i] + 1);
        }

        var groups = new List<Vp8LPrefixGroup>();
        var size = 0L;
        while (groups.Count < count && !bits.IsExhausted)
        {
            groups.Add(Vp8LPrefixGroup.Read(ref bits, cacheSize));
            size += groups[^1].Size;
            if (size > CodesBudget)
                throw new PictureException("The WebP file has more prefix codes than a picture needs.");
        }

        return groups.Count == count ? [.. groups] : throw CutOff();
    }

    private static void Fill(
        ref Vp8LBitReader bits, uint[] pixels, int width, Vp8LPrefixGroup[] groups, uint[] tiles, int tileBits, Vp8LColorCache cache)
    {
        var tilesWide = TilesOf(width, tileBits);
        var mask = tileBits == 0 ? -1 : (1 << tileBits) - 1;
        var group = groups[0];
        int x = 0, y = 0;
        for (var at = 0; at < pixels.Length;)
        {
            if (tiles.Length > 0 && (x & mask) == 0)
                group = groups[tiles[(y >> tileBits) * tilesWide + (x >> tileBits)]];
            if (bits.IsExhausted)
                throw CutOff();
            var symbol = group.Green.Read(ref bits);
            var length = 1;
            if (symbol < Vp8LPrefixGroup.Literals)
            {
                var red = group.Red.Read(ref bits);
                var blue = group.Blue.Read(ref bits);
                pixels[at] = (uint)(group.Alpha.Read(ref bits) << 24 | red << 16 | symbol << 8 | blue);
                cache.Add(pixels[at]);
            }
            else if (symbol < Vp8LPrefixGroup.Literals + Vp8LPrefixGroup.LengthCodes)
            {
                length = Math.Min(Vp8LDistance.ReadValue(ref bits, symbol - Vp8LPrefixGroup.Literals), pixels.Length - at);
                var distance = Vp8LDistance.Read(ref bits, group.Distance, width);
                if (distance > at)
                    throw new PictureException("The WebP file is broken: it copies pixels from before the first one.");
                for (var i = at; i < at + length; i++)
                    cache.Add(pixels[i] = pixels[i - distance]);
            }
            else
            {
                pixels[at] = cache[symbol - Vp8LPrefixGroup.Literals - Vp8LPrefixGroup.LengthCodes];
                cache.Add(pixels[at]);
            }

            at += length;
            x += length;
            if (x < width)
            {
                // A copy may have stepped over the border of a tile.
                if (length > 1 && tiles.Length > 0)
                    group = groups[tiles[(y >> tileBits) * tilesWide + (x >> tileBits)]];
                continue;
            }

            y += x / width;
            x %= width;
            if (tiles.Length > 0 && at < pixels.Length)
                group = groups[tiles[(y >> tileBits) * tilesWide + (x >> tileBits)]];
        }
    }

    private static PictureException CutOff() => new("The WebP file is cut off in its VP8L data.");
}
