using BenchmarkDotNet.Attributes;
using PeerSlot.Pictures;

namespace PeerSlot.Bench;

/// <summary>A file in memory to pixels: all of them, or as many as 200x60 half blocks need.</summary>
[MemoryDiagnoser]
public class DecoderBenchmarks
{
    private byte[] _file = [];

    [Params("photo640.png", "photo640.jpg", "photo1920.jpg", "photo1920p.jpg", "photo4000.jpg")]
    public string Picture { get; set; } = "";

    [GlobalSetup]
    public void ReadFile() => _file = BenchPictures.File(Picture);

    [Benchmark]
    public Bitmap Whole() => PictureFile.Decode(_file, PictureLimits.Default);

    [Benchmark]
    public Bitmap For200x60() => PictureFile.DecodeFor(new PixelBox(200, 120), _file, PictureLimits.Default);
}
