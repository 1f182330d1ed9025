using PeerSlot.Protocol.Transfer;

namespace PeerSlot.Exchange;

/// <summary>A refusal in words that both sides understand.</summary>
internal static class RefusalText
{
    public static Text Of(RefusalReason reason) => reason switch
    {
        RefusalReason.TooManyBytes => "the file is larger than the receiver takes (--max-bytes there)",
        RefusalReason.TooManyPixels => "the picture has more pixels than the receiver takes (--max-pixels there)",
        RefusalReason.Unreadable => "the receiver cannot read it as a picture",
        RefusalReason.DiskFull => "the receiver's disk is full or cannot be written",
        RefusalReason.NotWanted => "the receiver takes no more pictures",
        RefusalReason.Busy => "the receiver has too many pictures on the way",
        _ => "the receiver gave no reason",
    };
}
