using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>"What is this?": body of <see cref="MessageKind.ManifestRequest"/>, to the sender of a transfer, whose number is in the header.</summary>
/// <remarks>
/// <code>
///  offset  21        37
///          +---------+--------+
///          | peer id | sender |
///          |   16    |   8    |
///          +---------+--------+
/// </code>
/// sender: the session that sends the picture.
/// </remarks>
internal readonly record struct ManifestRequest(PeerId Peer, SessionId Sender)
{
    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out ManifestRequest request)
    {
        var reader = new WireReader(message[MessageHeader.Size..]);
        request = new ManifestRequest(reader.ReadPeer(), reader.ReadSession());
        return reader.IsWhole && header is { Block: 0, Index: 0 } && !request.Peer.IsEmpty;
    }

    public void Write(ref WireWriter writer)
    {
        writer.WritePeer(Peer);
        writer.WriteSession(Sender);
    }
}
