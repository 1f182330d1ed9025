using System.Buffers;
using BenchmarkDotNet.Attributes;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Cells;
using PeerSlot.Pictures.Scaling;

namespace PeerSlot.Bench;

/// <summary>2 Mpx in memory to cells, with scaling, and cells to bytes.</summary>
[MemoryDiagnoser]
public class RendererBenchmarks
{
    private const int Columns = 200;
    private const int Rows = 60;

    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);
    private Bitmap _picture = null!;
    private CellPicture _cells = null!;
    private CellPicture _next = null!;

    [GlobalSetup]
    public void Decode()
    {
        _picture = BenchPictures.Decoded("photo1920.jpg");
        _cells = HalfBlockRenderer.Render(_picture, Columns, Rows);
        _next = HalfBlockRenderer.Render(_picture, Columns, Rows);
        for (var row = 20; row < 30; row++)
        {
            for (var column = 50; column < 80; column++)
                _next[column, row] = new PictureCell(_next[column, row].Rune, 0xFF0000, 0x0000FF);
        }
    }

    [Benchmark]
    public Bitmap Scale() => AreaScaler.Scale(_picture, Columns, Rows * 2);

    [Benchmark]
    public CellPicture HalfBlocks() => HalfBlockRenderer.Render(_picture, Columns, Rows);

    [Benchmark]
    public CellPicture HalfBlocksDitheredTo256() => HalfBlockRenderer.Render(_picture, Columns, Rows, CellColors.Palette256, dither: true);

    [Benchmark]
    public CellPicture Quadrants() => BlockRenderer.Render(_picture, Columns, Rows, GlyphSet.Quadrants);

    [Benchmark]
    public CellPicture Blocks() => BlockRenderer.Render(_picture, Columns, Rows, GlyphSet.Blocks);

    [Benchmark]
    public CellPicture BlocksAndSextants() => BlockRenderer.Render(_picture, Columns, Rows, GlyphSet.Sextants);

    [Benchmark]
    public int WriteTruecolor()
    {
        _output.ResetWrittenCount();
        CellPictureWriter.Write(_cells, CellColors.Truecolor, _output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int WriteChanges()
    {
        _output.ResetWrittenCount();
        CellPictureWriter.WriteChanges(_cells, _next, CellColors.Truecolor, _output);
        CellPictureWriter.WriteChanges(_next, _cells, CellColors.Truecolor, _output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int Sixels()
    {
        _output.ResetWrittenCount();
        SixelWriter.Write(_picture, 800, 450, _output);
        return _output.WrittenCount;
    }
}
