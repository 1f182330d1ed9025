namespace PeerSlot.Pictures;

/// <summary>A decoder of files that may hold more than one frame.</summary>
public interface IAnimationDecoder
{
    /// <summary>
    /// The frames in order, each decoded when it is asked for; the first one as <see cref="IPictureDecoder.Decode"/> gives it. A file that is
    /// damaged behind its first frame ends with the last good one, and so does one with more than the limits allow.
    /// </summary>
    /// <exception cref="PictureException">While iterating: no first frame, or one larger than the limits.</exception>
    IEnumerable<PictureFrame> DecodeFrames(ReadOnlyMemory<byte> file, PictureLimits limits);
}
