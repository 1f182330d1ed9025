using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>What a sender says of a picture before and while it sends it.</summary>
/// <param name="Transfer">Which sending.</param>
/// <param name="From">The sender's identity.</param>
/// <param name="Nickname">The sender's nickname, made harmless.</param>
/// <param name="FileName">The picture's own name, made harmless for showing; Gallery makes it harmless for the disk.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Width">Pixels, as the sender says; 0 = unknown.</param>
/// <param name="Height">Pixels, as the sender says; 0 = unknown.</param>
/// <param name="Sha256">32 bytes as lower-case hex.</param>
/// <param name="Directed">Sent to some only, not to everybody.</param>
/// <param name="Stripped">The sender took EXIF, GPS or text out of it, as it says.</param>
public sealed record PictureManifest(
    TransferId Transfer, PeerId From, string Nickname, string FileName, long Length, int Width, int Height, string Sha256, bool Directed,
    bool Stripped = false);

/// <summary>A picture began to arrive.</summary>
public sealed record PictureOffered(PictureManifest Manifest, string Network) : ProtocolEvent;

/// <summary>More of it is here; at most 5 a second a picture.</summary>
public sealed record PictureProgress(TransferId Transfer, long Have, long Of) : ProtocolEvent;

/// <summary>A tiny version of a picture that is on its way or can be had, signed by its sender; for Gallery's preview decoder.</summary>
public sealed record PicturePreviewed(PictureManifest Manifest, byte[] Preview) : ProtocolEvent;

/// <summary>The beginning of a picture that is on its way, at most 5 a second: decoders that take a growing prefix show it sharper each time.</summary>
/// <param name="Prefix">From the file's first byte, as far as it is whole. A view of memory that lives as long as this; its bytes do not change.</param>
public sealed record PicturePrefix(TransferId Transfer, ReadOnlyMemory<byte> Prefix) : ProtocolEvent;

/// <summary>A picture that was sent before we came, or that was given up, can be had: <c>TransferMachine.Pull</c>.</summary>
public sealed record PictureAvailable(PictureManifest Manifest, string Network) : ProtocolEvent;

/// <summary>Somebody offers a picture, and the policy asks the person: nothing of it is collected before <c>TransferMachine.Pull</c>.</summary>
public sealed record PictureAsked(PictureManifest Manifest, string Network) : ProtocolEvent;

/// <summary>
/// The whole picture is here and its hash is right. Exchange files it and then calls <c>Filed</c> or <c>Refuse</c>: only then the
/// sender gets its receipt.
/// </summary>
/// <param name="Content">The file's bytes.</param>
/// <param name="Repaired">Symbols that were lost on the way and rebuilt.</param>
public sealed record PictureArrived(PictureManifest Manifest, byte[] Content, int Repaired, string Network) : ProtocolEvent;

/// <summary>A picture that will not become whole: its sender left or fell silent, or the hash is wrong. "incomplete, 47 of 500".</summary>
public sealed record PictureIncomplete(PictureManifest Manifest, int SymbolsHave, int SymbolsOf, Text Reason) : ProtocolEvent;

/// <summary>A picture that was not taken (too large, receiving nothing); the sender was told.</summary>
public sealed record PictureNotTaken(PictureManifest Manifest, RefusalReason Reason) : ProtocolEvent;

/// <summary>Our own sending: the first pass got on.</summary>
public sealed record SendProgress(uint Number, long Sent, long Of) : ProtocolEvent;

/// <summary>Our own sending: what became of it at one peer. A peer's state only gets better, Delivered is final.</summary>
public sealed record DeliveryChanged(uint Number, PeerId Peer, string Nickname, DeliveryState State, RefusalReason Reason) : ProtocolEvent;

/// <summary>Our own sending is over: every recipient has answered or was given up (Silent).</summary>
public sealed record SendEnded(uint Number) : ProtocolEvent;

public enum DeliveryState
{
    /// <summary>Known in the room, nothing heard about this picture.</summary>
    Waiting,

    /// <summary>It said that it takes the picture.</summary>
    Receiving,

    /// <summary>It has filed the picture.</summary>
    Delivered,

    Refused,

    /// <summary>It did not answer until the end.</summary>
    Silent,
}

/// <summary>Why a picture was refused; the numbers are on the wire.</summary>
public enum RefusalReason : byte
{
    None = 0,
    TooManyBytes = 1,
    TooManyPixels = 2,
    Unreadable = 3,
    DiskFull = 4,
    NotWanted = 5,
    Busy = 6,
}
