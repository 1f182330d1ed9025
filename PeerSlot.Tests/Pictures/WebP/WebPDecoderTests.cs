using System.Security.Cryptography;
using PeerSlot.Pictures;
using PeerSlot.Pictures.WebP;
using Xunit;

namespace PeerSlot.Tests.Pictures.WebP;

public sealed class WebPDecoderTests
{
    /// <summary>The hashes are of libwebp's frames, each of the whole canvas.</summary>
    [Fact]
    public void An_animation_gives_the_frames_that_libwebp_gives()
    {
        var frames = PictureFile.DecodeFrames(PictureFixtures.Good("animated.webp"), PictureLimits.Default).ToList();
        Assert.Equal([70, 120, 200], frames.Select(f => f.Delay.TotalMilliseconds));
        Assert.Equal(
            [
                "b936b93b18e9ed591de8aef0a311949910effb945ce91a350aebc871f9801838",
                "79d75d80c04501522fdbbd1fc58bac13c9719a36d28be05f9e22ae79315734dd",
                "5d410d64250741b694f78145cba55ed877e478228f1195d1b906b3d2ef57b7f5",
            ],
            frames.Select(f => Convert.ToHexStringLower(SHA256.HashData(f.Picture.Rgba))));
    }

    [Fact]
    public void An_animation_cut_off_ends_with_its_last_whole_frame()
    {
        var file = PictureFixtures.Good("animated.webp");
        Assert.Equal(2, PictureFile.DecodeFrames(file.AsMemory(0, file.Length - 20), PictureLimits.Default).Count());
    }

    [Theory]
    [InlineData("hippopotamus.lossy.webp")]
    [InlineData("hippopotamus.lossless.webp")]
    public void A_picture_cut_off_is_refused(string name)
    {
        var file = PictureFixtures.Good(name);
        Assert.Throws<PictureException>(() => PictureFile.Decode(file.AsMemory(0, file.Length * 3 / 4), PictureLimits.Default));
    }

    [Theory]
    [InlineData(new byte[] { 1, 1, 1 })]
    [InlineData(new byte[] { 2, 2, 2 })]
    [InlineData(new byte[] { 0, 1, 2, 3 })]
    [InlineData(new byte[] { 15, 2, 2, 2 })]
    public void A_code_with_too_few_or_too_many_symbols_is_refused(byte[] lengths) =>
        Assert.Throws<PictureException>(() => Vp8LPrefixCode.Of(lengths));

    [Fact]
    public void Long_codes_are_found_as_short_ones_are()
    {
        // One code of each length from 1 to 15, and one more of 15.
        byte[] lengths = [.. Enumerable.Range(1, 15).Select(i => (byte)i), 15];
        var code = Vp8LPrefixCode.Of(lengths);
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            // So many ones, then a zero, the lowest bit first; the last code is all ones.
            var pattern = (1 << symbol) - 1;
            var bits = new Vp8LBitReader([(byte)pattern, (byte)(pattern >> 8), 0, 0]);
            Assert.Equal(symbol, code.Read(ref bits));
        }
    }
}
