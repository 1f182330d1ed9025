using PeerSlot.Gallery;
using PeerSlot.Pictures;
using Xunit;

namespace PeerSlot.Tests.Gallery;

public sealed class PicturePreviewTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(640, 480)]
    [InlineData(480, 640)]
    [InlineData(4_000, 3)]
    [InlineData(1, 3_000)]
    [InlineData(255, 255)]
    [InlineData(1_023, 767)]
    public void A_preview_fits_two_datagrams_and_keeps_the_proportions(int width, int height)
    {
        var preview = PicturePreview.Encode(Gradient(width, height));
        Assert.InRange(preview.Length, 11, 2_600);
        Assert.True(PicturePreview.TryDecode(preview, out var picture));
        if (width is > 70 and < 2_000 && height is > 70 and < 2_000)
            Assert.InRange(picture.Width / (double)picture.Height / (width / (double)height), 0.93, 1.07);
        Assert.True(picture.Width <= width && picture.Height <= height);
    }

    [Fact]
    public void A_preview_looks_like_the_picture()
    {
        var picture = Gradient(72, 68);
        Assert.True(PicturePreview.TryDecode(PicturePreview.Encode(picture), out var preview));
        Assert.Equal((72, 68), (preview.Width, preview.Height));
        double error = 0;
        for (var i = 0; i < picture.Rgba.Length; i++)
            error += Math.Abs(picture.Rgba[i] - preview.Rgba[i]);
        Assert.True(error / picture.Rgba.Length < 6, $"{error / picture.Rgba.Length:0.0} of 255 off in the mean");
    }

    [Fact]
    public void What_is_transparent_stays_so()
    {
        var picture = Gradient(16, 16);
        for (var x = 0; x < 8; x++)
            picture.Rgba[(5 * 16 + x) * 4 + 3] = 0;
        Assert.True(PicturePreview.TryDecode(PicturePreview.Encode(picture), out var preview));
        for (var x = 0; x < 16; x++)
            Assert.Equal(x < 8 ? 0 : 255, preview.Rgba[(5 * 16 + x) * 4 + 3]);
    }

    [Fact]
    public void What_is_no_preview_is_refused()
    {
        var right = PicturePreview.Encode(Gradient(30, 20));
        Assert.False(PicturePreview.TryDecode([], out _));
        for (var length = 0; length < right.Length; length++)
            Assert.False(PicturePreview.TryDecode(right.AsSpan(0, length), out _));
        Assert.False(PicturePreview.TryDecode([.. right, 0], out _));
        Assert.False(PicturePreview.TryDecode([2, .. right.AsSpan(1)], out _));
        Assert.False(PicturePreview.TryDecode([1, 0, .. right.AsSpan(2)], out _));
        Assert.False(PicturePreview.TryDecode([1, 255, 255, .. new byte[64 * 64 * 8]], out _));
    }

    [Fact]
    public void A_file_that_is_no_picture_has_no_preview() => Assert.Null(PicturePreview.TryMake(new byte[500], new PictureLimits(1_000_000)));

    private static Bitmap Gradient(int width, int height)
    {
        var picture = new Bitmap(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var pixel = picture.Row(y).Slice(x * 4, 4);
                (pixel[0], pixel[1], pixel[2], pixel[3]) = ((byte)(x * 255 / width), (byte)(y * 255 / height), (byte)(255 - x * 255 / width), 255);
            }
        }

        return picture;
    }
}
