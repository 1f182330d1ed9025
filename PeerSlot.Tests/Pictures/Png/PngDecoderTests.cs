using PeerSlot.Pictures;
using PeerSlot.Pictures.Png;
using Xunit;

namespace PeerSlot.Tests.Pictures.Png;

public sealed class PngDecoderTests
{
    [Fact]
    public void An_animation_gives_the_frames_that_its_sister_gif_gives()
    {
        var frames = PictureFile.DecodeFrames(PictureFixtures.Good("animated-red-blue.apng"), PictureLimits.Default).ToList();
        var sisters = PictureFile.DecodeFrames(PictureFixtures.Good("animated-red-blue.gif"), PictureLimits.Default).ToList();
        Assert.Equal(4, frames.Count);
        Assert.Equal(sisters.Select(f => f.Delay), frames.Select(f => f.Delay));
        Assert.All(frames.Zip(sisters), pair => Assert.Equal(pair.Second.Picture.Rgba, pair.First.Picture.Rgba));
    }

    [Fact]
    public void A_still_picture_that_is_no_frame_is_shown_alone()
    {
        var file = PictureFixtures.Good("apng-skip-idat.png");
        var still = PictureFile.Decode(file, PictureLimits.Default);
        Assert.All(PictureFile.DecodeFrames(file, PictureLimits.Default), frame => Assert.NotEqual(still.Rgba, frame.Picture.Rgba));
    }

    [Fact]
    public void An_animation_cut_off_ends_with_its_last_whole_frame()
    {
        var file = PictureFixtures.Good("animated-red-blue.apng");
        var all = PictureFile.DecodeFrames(file, PictureLimits.Default).Count();
        Assert.InRange(PictureFile.DecodeFrames(file.AsMemory(0, file.Length - 100), PictureLimits.Default).Count(), 1, all - 1);
    }

    private static readonly byte[] OneRedPixel = PngFiles.Compressed(0, 255, 0, 0);

    [Fact]
    public void Pixels_may_come_in_many_chunks_and_empty_ones()
    {
        var bytes = OneRedPixel.Select(b => ("IDAT", new[] { b }));
        var file = PngFiles.Of([("IHDR", PngFiles.Header(1, 1, 8, 2)), ("IDAT", []), .. bytes, ("IEND", [])]);
        Assert.Equal(0xFF0000FF, Drawn.At(Decode(file), 0, 0));
    }

    [Fact]
    public void Unknown_ancillary_chunks_and_a_missing_end_do_no_harm()
    {
        var file = PngFiles.Of(("IHDR", PngFiles.Header(1, 1, 8, 2)), ("prVt", [1, 2, 3]), ("IDAT", OneRedPixel));
        Assert.Equal(0xFF0000FF, Drawn.At(Decode(file), 0, 0));
    }

    [Fact]
    public void An_index_beyond_the_palette_is_black()
    {
        var file = PngFiles.Of(("IHDR", PngFiles.Header(2, 1, 8, 3)), ("PLTE", [9, 8, 7]), ("IDAT", PngFiles.Compressed(0, 0, 200)), ("IEND", []));
        var picture = Decode(file);
        Assert.Equal((0x090807FFu, 0x000000FFu), (Drawn.At(picture, 0, 0), Drawn.At(picture, 1, 0)));
    }

    [Fact]
    public void Sixteen_bits_are_compared_with_the_transparent_colour_before_they_are_shortened()
    {
        var pixels = PngFiles.Compressed(0, 0x12, 0x34, 0x12, 0x35);
        var file = PngFiles.Of(("IHDR", PngFiles.Header(2, 1, 16, 0)), ("tRNS", [0x12, 0x34]), ("IDAT", pixels), ("IEND", []));
        var picture = Decode(file);
        Assert.Equal((0x12121200u, 0x121212FFu), (Drawn.At(picture, 0, 0), Drawn.At(picture, 1, 0)));
    }

    [Fact]
    public void A_small_file_does_not_make_a_huge_picture()
    {
        var file = PngFiles.Of(("IHDR", PngFiles.Header(8000, 8000, 8, 6)), ("IDAT", OneRedPixel), ("IEND", []));
        Assert.Equal("The PNG file is cut off: it is too short for its pixels.", Refusal(file));
    }

    [Theory]
    [InlineData("no pixels", "The PNG file has no pixels: there is no IDAT chunk.")]
    [InlineData("no palette", "The PNG file is broken: its pixels need a palette, and there is no PLTE chunk before them.")]
    [InlineData("grey palette", "The PNG file is broken: a grey picture has a PLTE chunk at byte 33.")]
    [InlineData("two palettes", "The PNG file is broken: a second PLTE chunk stands at byte 48.")]
    [InlineData("long palette", "The PLTE chunk at byte 33 has 771 bytes, which is no palette.")]
    [InlineData("unknown critical", "The PNG file needs the chunk QQQQ at byte 33, which PeerSlot does not know.")]
    [InlineData("empty", "The picture is empty: its header says 0 x 1 pixels.")]
    [InlineData("filter", "The PNG file is damaged: there is no scanline filter 5.")]
    [InlineData("short", "The PNG file is cut off: its IDAT chunks end before the last row.")]
    [InlineData("no zlib", "The PNG file is damaged: its IDAT chunks cannot be inflated.")]
    public void What_is_wrong_is_said(string what, string message)
    {
        (string, byte[]) rgb = ("IHDR", PngFiles.Header(1, 1, 8, 2)), pixel = ("IDAT", OneRedPixel), end = ("IEND", []);
        var file = what switch
        {
            "no pixels" => PngFiles.Of(rgb, end),
            "no palette" => PngFiles.Of(("IHDR", PngFiles.Header(1, 1, 8, 3)), pixel, end),
            "grey palette" => PngFiles.Of(("IHDR", PngFiles.Header(1, 1, 8, 0)), ("PLTE", [1, 2, 3]), pixel, end),
            "two palettes" => PngFiles.Of(rgb, ("PLTE", [1, 2, 3]), ("PLTE", [1, 2, 3]), pixel, end),
            "long palette" => PngFiles.Of(rgb, ("PLTE", new byte[771]), pixel, end),
            "unknown critical" => PngFiles.Of(rgb, ("QQQQ", []), pixel, end),
            "empty" => PngFiles.Of(("IHDR", PngFiles.Header(0, 1, 8, 2)), pixel, end),
            "filter" => PngFiles.Of(rgb, ("IDAT", PngFiles.Compressed(5, 1, 2, 3)), end),
            "short" => PngFiles.Of(rgb, ("IDAT", PngFiles.Compressed(0, 1)), end),
            _ => PngFiles.Of(rgb, ("IDAT", [1, 2, 3, 4, 5, 6, 7, 8]), end),
        };
        Assert.Equal(message, Refusal(file));
    }

    private static Bitmap Decode(byte[] file) => PictureFile.Decode(file, PictureLimits.Default);

    private static string Refusal(byte[] file) => Assert.Throws<PictureException>(() => Decode(file)).Message;
}
