using BenchmarkDotNet.Attributes;
using PeerSlot.Protocol.ErasureCode;

namespace PeerSlot.Bench;

/// <summary>A block of 128 symbols of 1,344 bytes: one repair symbol by each loop, and the rebuilding of lost ones.</summary>
[MemoryDiagnoser]
public class ErasureCodeBenchmarks
{
    private const int SymbolSize = 1_344;
    private const int K = CauchyCode.MaximumSource;

    private readonly byte[] _block = new byte[K * SymbolSize];
    private readonly byte[] _repairs = new byte[40 * SymbolSize];
    private readonly byte[] _symbol = new byte[SymbolSize];
    private readonly byte[] _coefficients = new byte[K];
    private readonly bool[] _present = new bool[K];
    private readonly int[] _indexes = [.. Enumerable.Range(0, 40)];

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1);
        random.NextBytes(_block);
        random.NextBytes(_repairs);
        random.NextBytes(_coefficients);
    }

    [Benchmark]
    public void Encode() => CauchyCode.Encode(_block, SymbolSize, K, 5, _symbol);

    [Benchmark]
    public void AddWithGfni() => Add<GfniSymbolAdder>();

    [Benchmark]
    public void AddWithAvx2() => Add<Avx2SymbolAdder>();

    [Benchmark]
    public void AddWithVector128() => Add<Vector128SymbolAdder>();

    [Benchmark]
    [Arguments(7)]
    [Arguments(26)]
    [Arguments(40)]
    public void Decode(int lost)
    {
        for (var i = 0; i < K; i++)
            _present[i] = i >= lost;
        CauchyCode.Decode(_block, SymbolSize, K, _present, _indexes, _repairs);
    }

    private void Add<T>()
        where T : SymbolAdder
    {
        foreach (var adder in SymbolAdder.Supported)
        {
            if (adder is T)
                adder.AddProducts(_block, SymbolSize, _coefficients, _symbol);
        }
    }
}
