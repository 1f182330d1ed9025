using PeerSlot.Pictures;
using PeerSlot.Pictures.Gif;
using Xunit;
using static PeerSlot.Tests.Pictures.Gif.GifFiles;

namespace PeerSlot.Tests.Pictures.Gif;

public sealed class GifDecoderTests
{
    [Theory]
    [InlineData(0, "rgr/rbg")]
    [InlineData(1, "rgr/rbg")]
    [InlineData(2, "r../rb.")]
    [InlineData(3, "rrr/rbr")]
    public void A_frame_leaves_behind_what_its_disposal_says(int disposal, string shown)
    {
        // The second frame draws green over the middle and the corner; the third one blue into the middle of the second row.
        var file = Of(3, 2, Frame(0, 0, "rrr/rrr"), Frame(1, 0, "g./.g", disposal), Frame(1, 1, "b"));
        var frames = Shown(file);
        Assert.Equal(["rrr/rrr", "rgr/rrg", shown], frames);
    }

    [Fact]
    public void Where_nothing_is_drawn_the_picture_is_transparent() =>
        Assert.Equal(["..../.rg./...."], Shown(Of(4, 3, Frame(1, 1, "rg"))));

    [Fact]
    public void A_frame_beyond_the_screen_is_cut() =>
        Assert.Equal(["r./.b", "rr/.b"], Shown(Of(2, 2, Frame(0, 0, "r./.b"), Frame(1, 0, "rg"), Frame(3, 0, "rr")))[..2]);

    [Fact]
    public void Interlaced_rows_find_their_places() =>
        Assert.Equal(["r/b/w/g/r/b/w/g/r"], Shown(Of(1, 9, Frame(0, 0, "r/r/r/w/w/b/g/b/g", interlaced: true))));

    [Fact]
    public void A_screen_without_size_is_as_large_as_its_first_frame() =>
        Assert.Equal(["..r"], Shown(Of(0, 0, Frame(2, 0, "r"))));

    [Fact]
    public void Hasty_frames_get_the_delay_that_browsers_give_them()
    {
        var file = Of(1, 1, Frame(0, 0, "r", hundredths: 0), Frame(0, 0, "g", hundredths: 1), Frame(0, 0, "b", hundredths: 7));
        Assert.Equal([100, 100, 70], PictureFile.DecodeFrames(file, PictureLimits.Default).Select(f => f.Delay.TotalMilliseconds));
    }

    [Fact]
    public void An_animation_cut_off_ends_with_its_last_whole_frame()
    {
        byte[] first = Frame(0, 0, "rr"), second = Frame(0, 0, "gg");
        var file = Of(2, 1, first, second);
        Assert.Equal(["rr"], Shown(file[..^(second.Length / 4)]));
    }

    [Fact]
    public void Frames_beyond_the_limits_are_left_out()
    {
        var file = Of(2, 1, [.. Enumerable.Repeat(Frame(0, 0, "rg"), 9)]);
        Assert.Equal(4, PictureFile.DecodeFrames(file, new PictureLimits(MaxFrames: 4)).Count());
        Assert.Equal(3, PictureFile.DecodeFrames(file, new PictureLimits(MaxFramePixels: 7)).Count());
        Assert.Single(PictureFile.DecodeFrames(file, new PictureLimits(MaxFramePixels: 1)));
    }

    [Fact]
    public void A_still_picture_is_one_frame() =>
        Assert.Single(PictureFile.DecodeFrames(PictureFixtures.Good("pal1.bmp"), PictureLimits.Default));

    [Fact]
    public void A_code_may_name_the_entry_that_it_makes()
    {
        // Codes of 3 bits: clear, 1, then 6 = "1" and its own first pixel, then 7 = "11" and one more (4 bits from there).
        var pixels = new byte[6];
        Assert.Equal(6, new LzwDecoder().Decode([0b10_001_100, 0b0111_1], codeSize: 2, pixels));
        Assert.Equal([1, 1, 1, 1, 1, 1], pixels);
    }

    private static string[] Shown(byte[] file) => [.. PictureFile.DecodeFrames(file, PictureLimits.Default).Select(f => Letters(f.Picture))];

    private static string Letters(Bitmap picture) =>
        string.Join('/', Enumerable.Range(0, picture.Height).Select(y => string.Concat(Enumerable.Range(0, picture.Width).Select(x => Letter(Drawn.At(picture, x, y))))));

    private static char Letter(uint pixel) => pixel switch
    {
        0xFF0000FF => 'r',
        0x00FF00FF => 'g',
        0x0000FFFF => 'b',
        0xFFFFFFFF => 'w',
        _ => (pixel & 0xFF) == 0 ? '.' : '?',
    };
}
