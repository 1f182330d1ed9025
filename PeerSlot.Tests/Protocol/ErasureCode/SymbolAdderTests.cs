using PeerSlot.Protocol.ErasureCode;
using Xunit;

namespace PeerSlot.Tests.Protocol.ErasureCode;

/// <summary>Every loop that this processor can run gives the bytes of the reference.</summary>
public sealed class SymbolAdderTests
{
    public static TheoryData<string> Names => [.. SymbolAdder.Supported.Select(a => a.GetType().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Symbols_of_any_size_add_up_as_in_the_reference(string name)
    {
        foreach (var size in (int[])[1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 191, 192, 193, 255, 337, 500, 1_344])
        {
            var random = new Random(size);
            var symbols = Bytes(random, 5 * size);
            var coefficients = Bytes(random, 5);
            (coefficients[0], coefficients[1]) = (0, 1);
            var before = Bytes(random, size);
            var wanted = Enumerable.Range(0, size)
                .Select(n => (byte)Enumerable.Range(0, 5)
                    .Aggregate((int)before[n], (sum, i) => sum ^ ReferenceCode.Multiply(coefficients[i], symbols[i * size + n])));

            var around = new byte[size + 64];
            before.CopyTo(around, 32);
            Named(name).AddProducts(symbols, size, coefficients, around.AsSpan(32, size));

            Assert.True(around.AsSpan(32, size).SequenceEqual(wanted.ToArray()), $"Seed {size}: {size} bytes differ");
            Assert.True(!around.AsSpan(0, 32).ContainsAnyExcept((byte)0) && !around.AsSpan(32 + size).ContainsAnyExcept((byte)0));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_product_of_two_bytes_is_that_of_the_reference(string name)
    {
        var all = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        for (var coefficient = 0; coefficient < 256; coefficient++)
        {
            var sum = new byte[256];
            Named(name).AddProducts(all, 256, [(byte)coefficient], sum);
            Assert.Equal(all.Select(b => ReferenceCode.Multiply((byte)coefficient, b)), sum);
        }
    }

    [Fact]
    public void Symbols_that_do_not_fit_their_coefficients_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SymbolAdder.Fastest.AddProducts(new byte[64], 32, new byte[3], new byte[32]));

    private static SymbolAdder Named(string name) => SymbolAdder.Supported.First(a => a.GetType().Name == name);

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
