using BenchmarkDotNet.Attributes;
using PeerSlot.Drawing;
using PeerSlot.Drawing.Tools;
using PeerSlot.Pictures;

namespace PeerSlot.Bench;

/// <summary>The drawing table: a picture of 4000x3000 as a tracing layer, and edits of a large canvas.</summary>
[MemoryDiagnoser]
public class DrawBenchmarks
{
    private readonly Canvas _canvas = new(1024, 768);
    private SourceFile _photo = new("", [], 1, 1);

    [GlobalSetup]
    public void ReadFile()
    {
        _photo = new SourceFile("photo4000.jpg", BenchPictures.File("photo4000.jpg"), 4000, 3000);
        _canvas.BeginEdit();
        _canvas.FillRectangle(0, 0, 1024, 768, 0x336699);
        _canvas.EndEdit();
    }

    /// <summary>From the file's bytes to the pixels that a pane of 200x60 shows.</summary>
    [Benchmark]
    public LayerPixels OpenAsTracingLayer() => new LayerRenderer().Render(new LayerRequest(_photo, 160, 120, null, false), PictureLimits.Default);

    /// <summary>All pixels of a frame of 200x60 half blocks, averaged from a canvas shown at a sixth.</summary>
    [Benchmark]
    public int AveragesOfAFrame()
    {
        var sum = 0;
        for (var y = 0; y < 120; y++)
        {
            for (var x = 0; x < 170; x++)
                sum += _canvas.AverageOf(x * 6, y * 6, 6);
        }

        return sum;
    }

    /// <summary>A stroke across the canvas, and back.</summary>
    [Benchmark]
    public int StrokeAndUndo()
    {
        var stroke = new Stroke(_canvas, Ink.Of(0xE03030) with { Size = 5 });
        stroke.MoveTo(0, 0);
        stroke.MoveTo(1000, 700);
        stroke.End()!.Undo(_canvas);
        return _canvas.Version;
    }
}
