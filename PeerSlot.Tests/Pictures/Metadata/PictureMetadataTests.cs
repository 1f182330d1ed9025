using PeerSlot.Pictures;
using PeerSlot.Pictures.Metadata;
using Xunit;

namespace PeerSlot.Tests.Pictures.Metadata;

public sealed class PictureMetadataTests
{
    private static readonly byte[] Secret = "51.4769N 0.0005W"u8.ToArray();

    public static TheoryData<string> Files() => [.. PictureFixtures.GoodNames];

    [Theory]
    [MemberData(nameof(Files))]
    public void Stripping_changes_no_pixel_and_leaves_nothing_to_strip(string name)
    {
        var file = PictureFixtures.Good(name);
        var stripped = PictureMetadata.Strip(file);
        if (stripped is null)
            return;
        Assert.Equal(Decode(file).Rgba, Decode(stripped).Rgba);
        Assert.Null(PictureMetadata.Strip(stripped));
    }

    [Theory]
    [InlineData("baseline-420.jpg")]
    [InlineData("rgb-adobe.jpg")]
    [InlineData("progressive-restart.jpg")]
    [InlineData("basn2c08.png")]
    [InlineData("pal8rle.bmp")]
    public void A_file_without_metadata_goes_byte_for_byte(string name)
    {
        var file = PictureFixtures.Good(name);
        Assert.Null(PictureMetadata.Strip(PictureMetadata.Strip(file) ?? file));
    }

    [Fact]
    public void A_gif_keeps_its_frames_and_its_loop_and_loses_its_comment()
    {
        var file = PictureFixtures.Good("animated-red-blue.gif");
        var trailer = file.Length - 1;
        byte[] talking = [.. file[..trailer], 0x21, 0xFE, (byte)Secret.Length, .. Secret, 0, .. file[trailer..], .. Secret];
        var stripped = PictureMetadata.Strip(talking)!;
        Assert.Equal(-1, stripped.AsSpan().IndexOf(Secret));
        Assert.Equal(file.AsSpan().IndexOf("NETSCAPE2.0"u8), stripped.AsSpan().IndexOf("NETSCAPE2.0"u8));
        Assert.Equal(
            PictureFile.DecodeFrames(file, PictureLimits.Default).SelectMany(f => f.Picture.Rgba),
            PictureFile.DecodeFrames(stripped, PictureLimits.Default).SelectMany(f => f.Picture.Rgba));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void A_webp_keeps_its_pixels_and_its_orientation_and_loses_the_rest(int orientation)
    {
        var simple = PictureFixtures.Good("hippopotamus.lossy.webp");
        byte[] exif = [.. ExifOrientation.Write(orientation), .. Secret];
        byte[] extended = [.. Chunk("VP8X", [0x0C, 0, 0, 0, 35, 0, 0, 27, 0, 0]), .. simple[12..], .. Chunk("EXIF", exif), .. Chunk("XMP ", Secret)];
        byte[] talking = [.. "RIFF"u8, .. BitConverter.GetBytes(extended.Length + 4), .. "WEBP"u8, .. extended, .. Secret];
        var stripped = PictureMetadata.Strip(talking)!;
        Assert.Equal(-1, stripped.AsSpan().IndexOf(Secret));
        Assert.Equal(Orientation.Apply(Decode(simple), orientation).Rgba, Decode(stripped).Rgba);
        Assert.Null(PictureMetadata.Strip(stripped));
    }

    private static byte[] Chunk(string name, byte[] data) =>
        [.. System.Text.Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(data.Length), .. data, .. new byte[data.Length & 1]];

    [Theory]
    [InlineData(0xE1, "Exif\0\0MM\0*\0\0\0\b\0\0")]
    [InlineData(0xE1, "http://ns.adobe.com/xap/1.0/\0")]
    [InlineData(0xE2, "MPF\0")]
    [InlineData(0xED, "Photoshop 3.0\0")]
    [InlineData(0xEF, "")]
    [InlineData(0xFE, "")]
    public void A_jpeg_loses_what_is_not_the_picture(byte marker, string mark)
    {
        var clean = PictureFixtures.Good("baseline-420.jpg");
        var file = WithSegment(clean, marker, [.. System.Text.Encoding.Latin1.GetBytes(mark), .. Secret]);
        Assert.Equal(clean, PictureMetadata.Strip(file));
    }

    [Fact]
    public void A_jpeg_loses_what_stands_behind_its_end()
    {
        var clean = PictureFixtures.Good("baseline-420.jpg");
        Assert.Equal(clean, PictureMetadata.Strip([.. clean, .. Secret]));
    }

    [Fact]
    public void A_jpeg_keeps_its_colour_profile_and_loses_its_thumbnail()
    {
        var clean = PictureFixtures.Good("baseline-420.jpg");
        var profiled = WithSegment(clean, 0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, 9, 9, 9]);
        Assert.Null(PictureMetadata.Strip(profiled));

        var jfif = clean[..20];
        (jfif[5], jfif[18], jfif[19]) = (19, 1, 1);
        Assert.Equal(clean, PictureMetadata.Strip([.. jfif, 1, 2, 3, .. clean[20..]]));
    }

    [Fact]
    public void A_jpeg_cut_off_in_metadata_loses_it()
    {
        var clean = PictureFixtures.Good("baseline-420.jpg")[..^2];
        Assert.Equal(clean, PictureMetadata.Strip([.. clean, 0xFF, 0xE1, 0x10, 0, .. Secret]));
    }

    [Theory]
    [InlineData("tEXt")]
    [InlineData("zTXt")]
    [InlineData("iTXt")]
    [InlineData("tIME")]
    [InlineData("eXIf")]
    [InlineData("mkBT")]
    public void A_png_loses_what_is_not_the_picture(string type)
    {
        var clean = PictureFixtures.Good("tbrn2c08.png");
        clean = PictureMetadata.Strip(clean) ?? clean;
        var chunks = PngFiles.ChunksOf(clean);
        chunks.Insert(1, (type, Secret));
        chunks.Insert(chunks.Count - 1, (type, Secret));
        Assert.Equal(clean, PictureMetadata.Strip([.. PngFiles.Of([.. chunks]), .. Secret]));
    }

    [Fact]
    public void Of_exif_only_the_orientation_stays()
    {
        byte[] tiff = [.. ExifOrientation.Write(6), .. Secret];
        var jpeg = WithSegment(PictureFixtures.Good("baseline-420.jpg"), 0xE1, [.. "Exif\0\0"u8, .. tiff]);
        var chunks = PngFiles.ChunksOf(PictureFixtures.Good("cs3n3p08.png"));
        chunks.Insert(1, ("eXIf", tiff));
        foreach (var file in (byte[][])[jpeg, PngFiles.Of([.. chunks])])
        {
            var stripped = PictureMetadata.Strip(file);
            Assert.NotNull(stripped);
            Assert.True(stripped.AsSpan().IndexOf(Secret) < 0);
            Assert.Equal(Decode(file).Rgba, Decode(stripped).Rgba);
            Assert.Equal(Decode(file).Width, Decode(stripped).Width);
            Assert.Null(PictureMetadata.Strip(stripped));
        }
    }

    private static byte[] WithSegment(byte[] jpeg, byte marker, byte[] data)
    {
        // Behind the JFIF segment: 2 bytes of SOI, 18 of APP0.
        const int At = 20;
        return [.. jpeg[..At], 0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data, .. jpeg[At..]];
    }

    private static Bitmap Decode(byte[] file) => PictureFile.Decode(file, PictureLimits.Default);
}
