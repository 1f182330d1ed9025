using PeerSlot.Pictures;
using PeerSlot.Pictures.Cells;
using PeerSlot.Pictures.Png;

namespace PeerSlot.Bench;

/// <summary>What is asked of pictures in process.</summary>
internal static class PictureGoals
{
    public static void Print()
    {
        byte[] small = BenchPictures.File("photo1920.jpg"), large = BenchPictures.File("photo4000.jpg");
        var picture = PictureFile.Decode(small, PictureLimits.Default);
        var png = PngEncoder.Encode(PictureFile.Decode(large, PictureLimits.Default));
        var box = new PixelBox(200, 120);
        Goals.Head();
        Goals.Measure("2 Mpx to 200x60 half blocks", 3, () => HalfBlockRenderer.Render(picture, 200, 60));
        Goals.Measure("2 Mpx to 200x60 blocks", 15, () => BlockRenderer.Render(picture, 200, 60, GlyphSet.Blocks));
        Goals.Measure("2 Mpx to 200x60 blocks and sextants", 15, () => BlockRenderer.Render(picture, 200, 60, GlyphSet.Sextants));
        Goals.Measure("2 Mpx JPEG decoded", 15, () => PictureFile.Decode(small, PictureLimits.Default));
        Goals.Measure("12 Mpx JPEG to 200x60 half blocks", 60, () => HalfBlockRenderer.Render(PictureFile.DecodeFor(box, large, PictureLimits.Default), 160, 60));
        Goals.Measure("12 Mpx PNG to 200x60 half blocks", 300, () => HalfBlockRenderer.Render(PictureFile.DecodeFor(box, png, PictureLimits.Default), 160, 60));
        Goals.Measure("12 Mpx PNG decoded", 300, () => PictureFile.Decode(png, PictureLimits.Default));
    }
}
