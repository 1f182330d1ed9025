using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// A tiny version of the picture, sent before it: body of <see cref="MessageKind.Preview"/>. The header's index is the fragment, its block
/// how many there are.
/// </summary>
/// <remarks>
/// <code>
///  offset  21             fragment 0:  21          85
///          +------                     +-----------+------
///          | data ...                  | signature | data ...
///          +------                     |    64     |
/// </code>
/// signature: over "peerslot preview 2", session, transfer, and SHA-256 of the whole preview. The data of all fragments in their order are the preview:
/// at most 3,000 bytes in at most 16 fragments.
/// </remarks>
internal static class PreviewMessage
{
    public const int MaximumSize = 3_000;

    public const int MaximumFragments = 16;

    public static ReadOnlySpan<byte> Label => "peerslot preview 2"u8;

    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out ReadOnlySpan<byte> data)
    {
        data = message[MessageHeader.Size..];
        return header.Block is > 0 and <= MaximumFragments && header.Index < header.Block
            && data.Length is > 0 and <= MaximumSize + Identity.SignatureSize;
    }
}
