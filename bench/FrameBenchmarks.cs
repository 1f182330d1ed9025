using BenchmarkDotNet.Attributes;
using PeerSlot.Terminal;
using PeerSlot.Terminal.Frames;

namespace PeerSlot.Bench;

/// <summary>The screens' frames: a buffer of 200x60 cells to the escapes that change the last one into it.</summary>
[MemoryDiagnoser]
public class FrameBenchmarks
{
    private static readonly Size Screen = new(200, 60);

    private readonly FrameRenderer _renderer = new() { Depth = ColorDepth.TrueColor };
    private readonly CellBuffer[] _frames = [new(Screen), new(Screen)];
    private int _count;

    [GlobalSetup]
    public void Fill()
    {
        foreach (var frame in _frames)
        {
            for (var y = 0; y < Screen.Height; y++)
                frame.Write(0, y, new string((char)('a' + y % 26), Screen.Width), Style.Default);
        }

        _frames[1].Write(20, 30, "changed", Style.Default);
    }

    [Benchmark]
    public int NothingChanged() => _renderer.Render(_frames[0], Screen, null).Length;

    [Benchmark]
    public int SevenCellsChanged() => _renderer.Render(_frames[++_count % 2], Screen, null).Length;

    [Benchmark]
    public int Everything()
    {
        _renderer.Invalidate();
        return _renderer.Render(_frames[0], Screen, null).Length;
    }
}
