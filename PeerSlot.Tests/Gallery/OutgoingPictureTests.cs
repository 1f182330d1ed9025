using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Png;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Gallery;

public sealed class OutgoingPictureTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    private static OutgoingLimits Limits => new(1000, PictureLimits.Default);

    [Fact]
    public void A_file_that_is_not_there_gives_a_plain_sentence() =>
        Refused(_temporary["none.png"], GalleryErrorKind.NotFound, $"There is no file {_temporary["none.png"]}.");

    [Fact]
    public void A_file_in_a_folder_that_is_not_there_gives_a_plain_sentence() =>
        Refused(_temporary["none", "cat.png"], GalleryErrorKind.NotFound, $"There is no file {_temporary["none", "cat.png"]}.");

    [Fact]
    public void A_folder_gives_a_plain_sentence() =>
        Refused(_temporary.Path, GalleryErrorKind.Unreadable, $"{_temporary.Path} is a folder, not a picture.");

    [Fact]
    public void An_empty_file_gives_a_plain_sentence() =>
        Refused(_temporary.Write("empty.png", ""), GalleryErrorKind.Empty, $"{_temporary["empty.png"]} is empty.");

    [Fact]
    public void A_file_beyond_the_limit_is_refused_before_it_is_read()
    {
        using (var large = File.Create(_temporary["large.png"]))
            large.SetLength(1L << 40);
        Refused(
            _temporary["large.png"], GalleryErrorKind.TooLarge,
            $"{_temporary["large.png"]} is larger than 1000 bytes, the most that is sent or received (maxBytes in the settings).");
    }

    [Fact]
    public void A_stream_without_an_end_is_read_to_the_limit_only()
    {
        using var endless = new EndlessStream();
        var e = Assert.Throws<GalleryException>(() => BoundedFile.Read(endless, "standard input", Limits.MaxBytes));
        Assert.Equal(GalleryErrorKind.TooLarge, e.Kind);
        Assert.Equal(1001, endless.Taken);
    }

    [Fact]
    public void Bytes_beyond_the_limit_are_refused() =>
        Assert.Equal(
            GalleryErrorKind.TooLarge,
            Assert.Throws<GalleryException>(() => OutgoingPicture.Prepare(new byte[1001], "x", keepMetadata: false, Limits)).Kind);

    [Fact]
    public void A_text_is_no_picture()
    {
        var path = _temporary.Write("notes.png", "Dear diary");
        var e = Assert.Throws<GalleryException>(() => OutgoingPicture.Prepare(path, keepMetadata: false, Limits));
        Assert.Equal(GalleryErrorKind.NotAPicture, e.Kind);
        Assert.StartsWith($"{path} cannot be sent: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_too_many_pixels_is_refused() =>
        Assert.Equal(
            GalleryErrorKind.NotAPicture,
            Assert.Throws<GalleryException>(
                () => OutgoingPicture.Prepare(Png(), "x", keepMetadata: false, Limits with { Pictures = new PictureLimits(5) })).Kind);

    [Fact]
    public void A_picture_without_metadata_goes_byte_for_byte()
    {
        File.WriteAllBytes(_temporary["-cat.PNG"], Png());
        var picture = OutgoingPicture.Prepare(_temporary["-cat.PNG"], keepMetadata: false, Limits);
        Assert.Equal(Png(), picture.Content);
        Assert.Equal(("cat.PNG", 3, 2, false), (picture.FileName, picture.Width, picture.Height, picture.Stripped));
    }

    [Fact]
    public void Metadata_is_taken_out_unless_it_is_to_be_kept()
    {
        var told = WithText(Png());
        var stripped = OutgoingPicture.Prepare(told, "cat.png", keepMetadata: false, Limits);
        Assert.True(stripped.Stripped);
        Assert.Equal(Png(), stripped.Content);
        var kept = OutgoingPicture.Prepare(told, "cat.png", keepMetadata: true, Limits);
        Assert.False(kept.Stripped);
        Assert.Same(told, kept.Content);
    }

    [Fact]
    public void What_has_no_name_of_its_own_is_called_a_picture() =>
        Assert.Equal("picture.png", OutgoingPicture.Prepare(Png(), "-", keepMetadata: false, Limits).FileName);

    private static byte[] Png() => PngEncoder.Encode(new Bitmap(3, 2));

    /// <summary>With a tEXt chunk before IDAT: length, type, keyword NUL text, CRC (PNG 3rd edition, 11.3.3.2).</summary>
    private static byte[] WithText(byte[] png)
    {
        var chunk = "\0\0\0\u000btEXtAuthor\0Anna"u8.ToArray();
        var crc = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32.Of(chunk.AsSpan(4)));
        const int AfterHeader = 8 + 25;
        return [.. png[..AfterHeader], .. chunk, .. crc, .. png[AfterHeader..]];
    }

    private static void Refused(string path, GalleryErrorKind kind, string message)
    {
        var e = Assert.Throws<GalleryException>(() => OutgoingPicture.Prepare(path, keepMetadata: false, Limits));
        Assert.Equal((kind, message), (e.Kind, e.Message));
    }

    private sealed class EndlessStream : MemoryStream
    {
        public int Taken { get; private set; }

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            Taken += count;
            return count;
        }
    }
}
