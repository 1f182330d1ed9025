using PeerSlot.Protocol.ErasureCode;
using Xunit;

namespace PeerSlot.Tests.Protocol.ErasureCode;

public sealed class CauchyCodeTests
{
    [Theory]
    [InlineData(1, 16)]
    [InlineData(3, 7)]
    [InlineData(17, 100)]
    [InlineData(128, 64)]
    public void A_repair_symbol_is_that_of_the_reference(int k, int symbolSize)
    {
        var source = Bytes(new Random(k), k * symbolSize);
        foreach (var index in (int[])[0, 1, 63, 126])
            Assert.Equal(ReferenceCode.Encode(source, symbolSize, k, index), Repair(source, symbolSize, k, index));
    }

    [Fact]
    public void Any_k_of_all_symbols_give_the_block_back()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var k = random.Next(1, CauchyCode.MaximumSource + 1);
            GivesBack(random, k, random.Next(1, 80), random.Next(0, Math.Min(k, CauchyCode.MaximumRepair) + 1), spare: random.Next(3), seed);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(127)]
    public void A_block_that_was_lost_whole_comes_back_from_repair_symbols_alone(int k) => GivesBack(new Random(k), k, 48, k, 0, k);

    [Fact]
    public void A_whole_block_of_128_comes_back_from_all_repair_symbols_and_any_one_of_its_own()
    {
        for (var kept = 0; kept < 128; kept += 9)
        {
            var source = Bytes(new Random(kept), 128 * 16);
            var present = new bool[128];
            present[kept] = true;
            Assert.Equal(source, Decode(source, 16, present, [.. Enumerable.Range(0, CauchyCode.MaximumRepair)]));
        }
    }

    [Fact]
    public void A_whole_block_leaves_as_it_came()
    {
        var block = Bytes(new Random(1), 3 * 16);
        Assert.Equal(block, Decode(block, 16, [true, true, true], []));
    }

    [Fact]
    public void Too_few_repair_symbols_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Decode(new byte[64], 16, [false, false, true, true], [5]));

    [Fact]
    public void A_repair_symbol_that_is_there_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => Decode(new byte[64], 16, [false, false, true, true], [5, 5]));

    [Theory]
    [InlineData(0, 16, 0, 0)]
    [InlineData(129, 16, 129 * 16, 0)]
    [InlineData(4, 0, 0, 0)]
    [InlineData(4, 16, 63, 0)]
    [InlineData(4, 16, 65, 0)]
    [InlineData(4, 16, 64, -1)]
    [InlineData(4, 16, 64, 127)]
    public void Arguments_that_fit_no_block_are_refused(int k, int symbolSize, int length, int index)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CauchyCode.Encode(new byte[length], symbolSize, k, index, new byte[16]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CauchyCode.Decode(new byte[length], symbolSize, k, new bool[k], [index, 1, 2, 3], new byte[64]));
    }

    [Fact]
    public void A_place_too_short_for_a_symbol_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CauchyCode.Encode(new byte[64], 16, 4, 0, new byte[15]));

    private static void GivesBack(Random random, int k, int symbolSize, int lost, int spare, int seed)
    {
        var source = Bytes(random, k * symbolSize);
        var present = Enumerable.Range(0, k).Select(i => i >= lost).ToArray();
        random.Shuffle(present);
        var indexes = Enumerable.Range(0, CauchyCode.MaximumRepair).ToArray();
        random.Shuffle(indexes);
        var back = Decode(source, symbolSize, present, indexes[..Math.Min(lost + spare, CauchyCode.MaximumRepair)]);
        Assert.True(source.AsSpan().SequenceEqual(back), $"Seed {seed}: k = {k}, {symbolSize} bytes, {lost} lost");
    }

    /// <summary>What stands in the places of lost symbols is garbage, as in a buffer that was used before.</summary>
    private static byte[] Decode(byte[] source, int symbolSize, bool[] present, int[] indexes)
    {
        var k = present.Length;
        var block = source.ToArray();
        for (var i = 0; i < k; i++)
        {
            if (!present[i])
                block.AsSpan(i * symbolSize, symbolSize).Fill(0xA5);
        }

        var repairs = indexes.SelectMany(i => Repair(source, symbolSize, k, i)).ToArray();
        CauchyCode.Decode(block, symbolSize, k, present, indexes, repairs);
        return block;
    }

    private static byte[] Repair(byte[] source, int symbolSize, int k, int index)
    {
        var repair = new byte[symbolSize];
        CauchyCode.Encode(source, symbolSize, k, index, repair);
        return repair;
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
