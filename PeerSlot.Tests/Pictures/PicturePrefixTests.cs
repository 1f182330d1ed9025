using System.Runtime.InteropServices;
using PeerSlot.Pictures;
using Xunit;

namespace PeerSlot.Tests.Pictures;

/// <summary>Pictures that are still arriving.</summary>
public sealed class PicturePrefixTests
{
    [Theory]
    [InlineData("basn2c08.png")]
    [InlineData("basn3p02.png")]
    [InlineData("z00n2c08.png")]
    [InlineData("baseline-420.jpg")]
    [InlineData("baseline-440.jpg")]
    [InlineData("restart.jpg")]
    [InlineData("pal1.bmp")]
    [InlineData("hippopotamus.ppm")]
    [InlineData("plain.ppm")]
    [InlineData("rgb.qoi")]
    [InlineData("grey-rle.tga")]
    [InlineData("beacon.gif")]
    public void What_is_shown_of_a_beginning_stays_as_it_is(string name)
    {
        var file = PictureFixtures.Good(name);
        var whole = Pixels(PictureFile.Decode(file, PictureLimits.Default));
        var known = 0;
        for (var length = 0; length <= file.Length; length += Math.Max(1, file.Length / 60))
        {
            if (Prefix(file, length) is not { } picture)
                continue;
            var pixels = Pixels(picture);
            var shown = pixels.Index().Where(p => p.Item >> 24 != 0).ToList();
            Assert.All(shown, p => Assert.Equal(whole[p.Index], p.Item));
            Assert.InRange(shown.Count, known, whole.Length);
            known = shown.Count;
        }

        Assert.InRange(known, whole.Length / 2, whole.Length);
    }

    public static TheoryData<string> Progressive() =>
        ["basi0g01.png", "basi2c16.png", "basi3p08.png", "progressive-420.jpg", "progressive-grey.jpg", "hippopotamus.interlaced.gif"];

    [Theory]
    [MemberData(nameof(Progressive))]
    public void A_picture_in_passes_comes_nearer_and_nearer(string name)
    {
        var file = PictureFixtures.Good(name);
        var whole = PictureFile.Decode(file, PictureLimits.Default);
        var early = DistanceTo(whole, Prefix(file, file.Length * 3 / 4));
        var late = DistanceTo(whole, Prefix(file, file.Length * 19 / 20));
        Assert.True(late <= early, $"{late} near the end, {early} at three quarters");
        Assert.True(early < DistanceTo(whole, null), $"{early} at three quarters is no better than nothing");
    }

    [Theory]
    [InlineData("basn2c08.png")]
    [InlineData("basi2c16.png")]
    [InlineData("exif2c08.png")]
    [InlineData("progressive-420.jpg")]
    [InlineData("baseline-420.jpg")]
    [InlineData("cmyk-adobe.jpg")]
    [InlineData("sequential-scans.jpg")]
    [InlineData("pal8os2.bmp")]
    [InlineData("hippopotamus.interlaced.gif")]
    [InlineData("rgba.qoi")]
    [InlineData("rgba.pam")]
    [InlineData("rgba.tga")]
    public void All_of_a_file_is_the_picture(string name)
    {
        var file = PictureFixtures.Good(name);
        Assert.Equal(PictureFile.Decode(file, PictureLimits.Default).Rgba, Prefix(file, file.Length)!.Rgba);
    }

    [Fact]
    public void Before_its_first_row_nothing_is_shown_and_nothing_refused()
    {
        foreach (var name in PictureFixtures.GoodNames.Where(n => Path.GetExtension(n) is ".png" or ".jpg" or ".webp"))
            Assert.Null(Prefix(PictureFixtures.Good(name), 40));
    }

    [Fact]
    public void A_prefix_for_a_box_has_the_size_of_the_picture_for_that_box()
    {
        var file = PictureFixtures.Good("baseline-odd.jpg");
        var (box, half) = (new PixelBox(5, 5), file.AsMemory(0, file.Length * 3 / 4));
        var whole = PictureFile.DecodeFor(box, file, PictureLimits.Default);
        var prefix = PictureFile.DecodePrefix(box, half, PictureLimits.Default)!;
        Assert.Equal((whole.Width, whole.Height), (prefix.Width, prefix.Height));
    }

    [Fact]
    public void A_prefix_beyond_the_limit_is_refused() =>
        Assert.Throws<PictureException>(() => PictureFile.DecodePrefix(PixelBox.Whole, PictureFixtures.Good("basn2c08.png"), new PictureLimits(1000)));

    private static Bitmap? Prefix(byte[] file, int length) => PictureFile.DecodePrefix(PixelBox.Whole, file.AsMemory(0, length), PictureLimits.Default);

    private static uint[] Pixels(Bitmap picture) => MemoryMarshal.Cast<byte, uint>(picture.Rgba.AsSpan()).ToArray();

    private static long DistanceTo(Bitmap whole, Bitmap? picture) =>
        whole.Rgba.Select((b, i) => (long)Math.Abs(b - (picture?.Rgba[i] ?? 0))).Sum();
}
