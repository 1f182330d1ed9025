using PeerSlot.Pictures.Jpeg;
using Xunit;

namespace PeerSlot.Tests.Pictures.Jpeg;

public sealed class InverseDctTests
{
    [Fact]
    public void It_is_the_transform_of_the_standard_to_one_code()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var block = Coefficients(seed, count: 1 + seed % 64);
            var expected = Slowly(block);
            var samples = new byte[64];
            InverseDct.Transform(block, samples, stride: 8);
            var worst = samples.Zip(expected, (a, b) => Math.Abs(a - b)).Max();
            Assert.True(worst <= 1, $"differs by {worst} with seed {seed}");
        }
    }

    [Fact]
    public void A_block_of_one_brightness_is_filled_as_it_would_be_transformed()
    {
        for (var dc = -3000; dc <= 3000; dc += 7)
        {
            var block = new int[64];
            block[0] = dc;
            byte[] transformed = new byte[64], filled = new byte[64];
            InverseDct.Transform(block, transformed, stride: 8);
            InverseDct.Fill(dc, filled, stride: 8, side: 8);
            Assert.True(transformed.AsSpan().SequenceEqual(filled), $"dc {dc}");
        }
    }

    [Fact]
    public void Eight_lanes_give_what_one_gives()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var block = Coefficients(seed, count: 1 + seed % 64);
            byte[] wide = new byte[64], narrow = new byte[64];
            InverseDct.Transform([.. block], wide, stride: 8, side: 8);
            InverseDct.Transform([.. block], narrow, stride: 8);
            Assert.True(wide.AsSpan().SequenceEqual(narrow), $"differs with seed {seed}");
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(2)]
    [InlineData(1)]
    public void A_smaller_block_keeps_the_mean(int side)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var block = Coefficients(seed, count: 3);
            block[0] = 0;
            byte[] whole = new byte[64], small = new byte[side * side];
            InverseDct.Transform([.. block], whole, stride: 8);
            InverseDct.Transform([.. block], small, stride: side, side);
            Assert.True(Math.Abs(whole.Average(b => b) - small.Average(b => b)) <= 0.6, $"differs with seed {seed}");
        }
    }

    private static int[] Coefficients(int seed, int count)
    {
        var random = new Random(seed);
        var block = new int[64];
        block[0] = random.Next(-800, 800);
        for (var i = 0; i < count; i++)
            block[random.Next(64)] = random.Next(-120, 120);
        return block;
    }

    /// <summary>T.81, A.3.3.</summary>
    private static byte[] Slowly(int[] block)
    {
        var samples = new byte[64];
        for (var i = 0; i < 64; i++)
        {
            var sum = 0.0;
            for (var k = 0; k < 64; k++)
            {
                int u = k % 8, v = k / 8;
                sum += block[k] * Scale(u) * Scale(v) * Wave(i % 8, u) * Wave(i / 8, v);
            }

            samples[i] = (byte)Math.Clamp(Math.Round(sum / 4 + 128), 0, 255);
        }

        return samples;

        static double Wave(int at, int frequency) => Math.Cos((2 * at + 1) * frequency * Math.PI / 16);

        static double Scale(int frequency) => frequency == 0 ? Math.Sqrt(0.5) : 1;
    }
}
