using System.Globalization;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Cells;
using PeerSlot.Pictures.Png;

namespace PeerSlot.Bench;

/// <summary>
/// What issue 4 asks of pictures in process, warm, on one core, as a table in Markdown: the least CPU time of many runs, since other work on the
/// machine only ever adds to it.
/// </summary>
internal static class PictureGoals
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    public static void Print()
    {
        byte[] small = BenchPictures.File("photo1920.jpg"), large = BenchPictures.File("photo4000.jpg");
        var picture = PictureFile.Decode(small, PictureLimits.Default);
        var png = PngEncoder.Encode(PictureFile.Decode(large, PictureLimits.Default));
        var box = new PixelBox(200, 120);
        Console.WriteLine("| what | CPU ms | goal |\n|---|---|---|");
        Measure("2 Mpx to 200x60 half blocks", 3, () => HalfBlockRenderer.Render(picture, 200, 60));
        Measure("2 Mpx to 200x60 blocks", 15, () => BlockRenderer.Render(picture, 200, 60, GlyphSet.Blocks));
        Measure("2 Mpx to 200x60 blocks and sextants", 15, () => BlockRenderer.Render(picture, 200, 60, GlyphSet.Sextants));
        Measure("2 Mpx JPEG decoded", 15, () => PictureFile.Decode(small, PictureLimits.Default));
        Measure("12 Mpx JPEG to 200x60 half blocks", 60, () => HalfBlockRenderer.Render(PictureFile.DecodeFor(box, large, PictureLimits.Default), 160, 60));
        Measure("12 Mpx PNG to 200x60 half blocks", 300, () => HalfBlockRenderer.Render(PictureFile.DecodeFor(box, png, PictureLimits.Default), 160, 60));
        Measure("12 Mpx PNG decoded", 300, () => PictureFile.Decode(png, PictureLimits.Default));
    }

    private static void Measure(string what, double goal, Func<object> run)
    {
        var (least, spent) = (TimeSpan.MaxValue, TimeSpan.Zero);
        while (spent < Each)
        {
            var before = Environment.CpuUsage.TotalTime;
            GC.KeepAlive(run());
            var took = Environment.CpuUsage.TotalTime - before;
            least = took < least ? took : least;
            spent += took;
        }

        var met = least.TotalMilliseconds <= goal ? "" : ", **not met**";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {least.TotalMilliseconds:F1} | {goal}{met} |"));
    }
}
