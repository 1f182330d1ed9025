using System.Buffers.Binary;
using PeerSlot.Pictures;
using Xunit;

namespace PeerSlot.Tests.Pictures.Jpeg;

public sealed class JpegDecoderTests
{
    private const uint Grey = 0x808080FF;

    [Fact]
    public void A_file_cut_off_among_its_pixels_shows_those_that_are_there()
    {
        var file = PictureFixtures.Good("baseline-444.jpg");
        Bitmap whole = Decode(file), cut = Decode(file[..^400]);
        Assert.Equal(Drawn.At(whole, 20, 6), Drawn.At(cut, 20, 6));
        Assert.Equal(Grey, Drawn.At(cut, 52, 36));
    }

    [Fact]
    public void A_file_cut_off_before_a_row_of_blocks_is_whole_is_refused()
    {
        var file = PictureFixtures.Good("baseline-444.jpg");
        Assert.Equal(
            "The JPEG file is cut off or damaged before its first row of pixels is whole.",
            Assert.Throws<PictureException>(() => Decode(file[..(ScanOf(file) + 40)])).Message);
    }

    [Fact]
    public void Damage_between_restarts_leaves_the_rest_whole()
    {
        var file = PictureFixtures.Good("restart.jpg");
        var whole = Decode(file);
        // An unknown code within the first interval: no table has a code of ones alone (T.81, C.2).
        file.AsSpan(ScanOf(file), 4).Fill(0xFE);
        var damaged = Decode(file);
        Assert.NotEqual(Drawn.At(whole, 2, 2), Drawn.At(damaged, 2, 2));
        Assert.Equal(Drawn.At(whole, 40, 34), Drawn.At(damaged, 40, 34));
    }

    [Fact]
    public void A_progressive_file_cut_off_is_a_coarser_picture()
    {
        var file = PictureFixtures.Good("progressive-420.jpg");
        Bitmap whole = Decode(file), cut = Decode(file[..(file.Length * 2 / 3)]);
        var mean = whole.Rgba.Zip(cut.Rgba, (a, b) => Math.Abs(a - b)).Average();
        Assert.InRange(mean, 0.01, 12);
    }

    [Fact]
    public void A_file_with_more_scans_than_any_picture_needs_is_refused()
    {
        var file = PictureFixtures.Good("progressive-grey.jpg");
        var scan = ScanOf(file);
        var start = file.AsSpan(0, scan).LastIndexOf([(byte)0xFF, (byte)0xDA]);
        var length = file.AsSpan(scan).IndexOf([(byte)0xFF, (byte)0xC4]);
        var repeated = Enumerable.Repeat(file[start..(scan + length)], 200).SelectMany(bytes => bytes);
        byte[] bomb = [.. file[..start], .. repeated, .. file[start..]];
        var refusal = Assert.Throws<PictureException>(() => Decode(bomb));
        Assert.StartsWith("The JPEG file has more scans than a picture needs", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_file_does_not_make_a_huge_picture()
    {
        var file = PictureFixtures.Good("progressive-420.jpg");
        var frame = file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC2]);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), 6000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), 6000);
        Assert.Equal("The JPEG file is cut off: it is too short for its pixels.", Assert.Throws<PictureException>(() => Decode(file)).Message);
    }

    [Theory]
    [InlineData(0xC3, 8, "This is a lossless JPEG, which PeerSlot cannot read: save it as PNG or ordinary JPEG.")]
    [InlineData(0xC9, 8, "This is an arithmetic-coded JPEG, which PeerSlot cannot read: save it as PNG or ordinary JPEG.")]
    [InlineData(0xC0, 12, "This is a 12-bit JPEG, which PeerSlot cannot read: save it as PNG or ordinary JPEG.")]
    public void A_kind_of_jpeg_that_cannot_be_read_is_named(byte marker, byte precision, string message)
    {
        var file = PictureFixtures.Good("baseline-420.jpg");
        var frame = file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        file[frame + 1] = marker;
        file[frame + 4] = precision;
        Assert.Equal(message, Assert.Throws<PictureException>(() => Decode(file)).Message);
    }

    private static Bitmap Decode(byte[] file) => PictureFile.Decode(file, PictureLimits.Default);

    /// <summary>Where the first scan's entropy-coded data begins.</summary>
    private static int ScanOf(byte[] file)
    {
        var header = file.AsSpan().IndexOf([(byte)0xFF, (byte)0xDA]);
        return header + 2 + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(header + 2));
    }
}
