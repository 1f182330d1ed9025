using PeerSlot.Pictures.Png;
using Xunit;

namespace PeerSlot.Tests.Pictures.Png;

public sealed class PngFilterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void A_row_of_any_length_is_undone_as_the_standard_says(int distance)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var filter = (byte)(seed % PngFilter.Count);
            var row = new byte[distance * random.Next(1, 40)];
            var above = new byte[row.Length];
            random.NextBytes(row);
            random.NextBytes(above);
            var expected = UndoSlowly(filter, row, above, distance);
            Assert.True(PngFilter.TryUndo(filter, row, above, distance));
            Assert.True(expected.AsSpan().SequenceEqual(row), $"filter {filter}, seed {seed}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Filtering_is_the_inverse_of_undoing(int distance)
    {
        for (byte filter = 0; filter < PngFilter.Count; filter++)
        {
            var random = new Random(filter);
            var row = new byte[distance * 17];
            var above = new byte[row.Length];
            random.NextBytes(row);
            random.NextBytes(above);
            var filtered = new byte[row.Length];
            PngFilter.Apply(filter, row, above, distance, filtered);
            Assert.Equal(row, UndoSlowly(filter, filtered, above, distance));
        }
    }

    [Fact]
    public void There_is_no_sixth_filter() => Assert.False(PngFilter.TryUndo(5, new byte[4], new byte[4], 1));

    /// <summary>PNG, 9.2 and 9.4, word for word.</summary>
    private static byte[] UndoSlowly(byte filter, byte[] row, byte[] above, int distance)
    {
        var undone = new byte[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            int a = i < distance ? 0 : undone[i - distance], b = above[i], c = i < distance ? 0 : above[i - distance];
            var p = a + b - c;
            int pa = Math.Abs(p - a), pb = Math.Abs(p - b), pc = Math.Abs(p - c);
            var paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
            undone[i] = (byte)(row[i] + new[] { 0, a, b, (a + b) / 2, paeth }[filter]);
        }

        return undone;
    }
}
