using PeerSlot.Pictures;
using PeerSlot.Pictures.Metadata;
using Xunit;

namespace PeerSlot.Tests.Pictures;

public sealed class OrientationTests
{
    public static TheoryData<int> All => [1, 2, 3, 4, 5, 6, 7, 8];

    /// <summary>Exif 2.32, tag Orientation: what row 0 and column 0 of the file are, as shown.</summary>
    [Theory]
    [InlineData(1, "ab/cd/ef")]
    [InlineData(2, "ba/dc/fe")]
    [InlineData(3, "fe/dc/ba")]
    [InlineData(4, "ef/cd/ab")]
    [InlineData(5, "ace/bdf")]
    [InlineData(6, "eca/fdb")]
    [InlineData(7, "fdb/eca")]
    [InlineData(8, "bdf/ace")]
    public void A_picture_is_turned_as_its_file_asks(int orientation, string shown)
    {
        var picture = Drawn.By(2, 3, (x, y) => "abcdef"[y * 2 + x]);
        var turned = Orientation.Apply(picture, orientation);
        Assert.Equal(shown, string.Join('/', Enumerable.Range(0, turned.Height).Select(y => Letters(turned, y))));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_jpeg_is_shown_turned(int orientation)
    {
        var upright = PictureFixtures.Good("baseline-420.jpg");
        byte[] exif = [.. "Exif\0\0"u8, .. ExifOrientation.Write(orientation)];
        byte[] turned = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. upright[2..]];
        IsTurned(upright, turned, orientation);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_png_is_shown_turned(int orientation)
    {
        var upright = PictureFixtures.Good("cs3n3p08.png");
        var chunks = PngFiles.ChunksOf(upright);
        chunks.Insert(chunks.Count - 1, ("eXIf", ExifOrientation.Write(orientation)));
        IsTurned(upright, PngFiles.Of([.. chunks]), orientation);
    }

    [Theory]
    [InlineData("II*\0\u0008\0\0\0\u0001\0\u0012\u0001\u0003\0\u0001\0\0\0\u0006\0\0\0", 6)]
    [InlineData("MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0", 6)]
    [InlineData("MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0\u0009\0\0", 1)]
    [InlineData("MM\0*\0\0\0\u0008\0\u0009\u0001\u0012", 1)]
    [InlineData("MM\0*\u007f\0\0\u0008", 1)]
    [InlineData("Exif", 1)]
    public void Exif_of_either_byte_order_is_read_and_broken_exif_is_upright(string tiff, int orientation) =>
        Assert.Equal(orientation, ExifOrientation.Read(System.Text.Encoding.Latin1.GetBytes(tiff)));

    private static string Letters(Bitmap picture, int y) =>
        string.Concat(Enumerable.Range(0, picture.Width).Select(x => (char)Drawn.At(picture, x, y)));

    private static void IsTurned(byte[] upright, byte[] turned, int orientation)
    {
        var expected = Orientation.Apply(PictureFile.Decode(upright, PictureLimits.Default), orientation);
        var picture = PictureFile.Decode(turned, PictureLimits.Default);
        var info = PictureFile.Identify(turned, PictureLimits.Default);
        Assert.Equal((expected.Width, expected.Height), (info.Width, info.Height));
        Assert.Equal((expected.Width, expected.Height), (picture.Width, picture.Height));
        Assert.Equal(expected.Rgba, picture.Rgba);
    }
}
