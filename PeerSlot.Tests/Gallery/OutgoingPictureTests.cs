using PeerSlot.Gallery;
using PeerSlot.Pictures;
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
            $"{_temporary["large.png"]} is larger than 1 KiB, the most that is sent or received. See maxBytes in the settings.");
    }

    [Fact]
    public void A_stream_without_an_end_is_read_to_the_limit_only()
    {
        using var endless = new EndlessStream();
        var e = Assert.Throws<GalleryException>(() => OutgoingPicture.Prepare(endless, "standard input", keepMetadata: false, Limits));
        Assert.Equal(GalleryErrorKind.TooLarge, e.Kind);
        Assert.Equal(1001, endless.Taken);
    }

    [Fact]
    public void Bytes_beyond_the_limit_are_refused() =>
        Assert.Equal(
            GalleryErrorKind.TooLarge,
            Assert.Throws<GalleryException>(() => OutgoingPicture.Prepare(new byte[1001], "x", keepMetadata: false, Limits)).Kind);

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
