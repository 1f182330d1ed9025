using PeerSlot.Pictures;
using PeerSlot.Pictures.Scaling;
using Xunit;

namespace PeerSlot.Tests.Pictures;

public sealed class PixelBoxTests
{
    [Theory]
    [InlineData(4000, 3000, 200, 120, 667, 500)]
    [InlineData(1920, 1080, 80, 48, 320, 180)]
    [InlineData(1600, 1200, 200, 120, 800, 600)]
    [InlineData(300, 200, 200, 120, 300, 200)]
    [InlineData(60000, 1, 80, 48, 321, 1)]
    [InlineData(1, 9, 1, 1, 1, 5)]
    public void Four_times_what_is_shown_is_kept(int width, int height, int boxWidth, int boxHeight, int toWidth, int toHeight) =>
        Assert.Equal((toWidth, toHeight), new PixelBox(boxWidth, boxHeight).Reduce(width, height));

    [Theory]
    [InlineData("basn6a16.png", 4, 5)]
    [InlineData("basi3p08.png", 4, 4)]
    [InlineData("pal8rle.bmp", 10, 10)]
    [InlineData("pal8os2.bmp", 15, 5)]
    [InlineData("baseline-420.jpg", 6, 4)]
    [InlineData("progressive-420.jpg", 4, 4)]
    public void A_picture_for_a_box_is_the_whole_one_averaged(string name, int boxWidth, int boxHeight)
    {
        var file = PictureFixtures.Good(name);
        var whole = PictureFile.Decode(file, PictureLimits.Default);
        var small = PictureFile.DecodeFor(new PixelBox(boxWidth, boxHeight), file, PictureLimits.Default);
        Assert.InRange(small.Width, 1, whole.Width - 1);
        var expected = AreaScaler.Scale(whole, small.Width, small.Height);
        Assert.All(expected.Rgba.Zip(small.Rgba), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    /// <summary>Blocks made smaller average codes; of a picture far larger than its box hardly anything of that is seen.</summary>
    [Theory]
    [InlineData("baseline-420.jpg", 2)]
    [InlineData("progressive-420.jpg", 2)]
    [InlineData("baseline-422.jpg", 1)]
    [InlineData("grey.jpg", 1)]
    [InlineData("cmyk-adobe.jpg", 1)]
    public void A_jpeg_for_a_tiny_box_has_the_colours_of_the_whole_one(string name, int side)
    {
        var file = PictureFixtures.Good(name);
        var whole = AreaScaler.Scale(PictureFile.Decode(file, PictureLimits.Default), side, side);
        var small = AreaScaler.Scale(PictureFile.DecodeFor(new PixelBox(side, side), file, PictureLimits.Default), side, side);
        Assert.All(whole.Rgba.Zip(small.Rgba), pair => Assert.InRange(pair.First - pair.Second, -24, 24));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-5, 3)]
    public void A_box_without_room_still_gives_a_picture(int width, int height) =>
        Assert.InRange(PictureFile.DecodeFor(new PixelBox(width, height), PictureFixtures.Good("baseline-420.jpg"), PictureLimits.Default).Width, 1, 8);
}
