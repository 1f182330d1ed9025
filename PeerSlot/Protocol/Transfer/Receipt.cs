using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>What became of a picture at a receiver; the numbers are on the wire.</summary>
internal enum ReceiptStatus : byte
{
    Delivered = 2,
    Refused = 3,
}

/// <summary>"This became of it": body of <see cref="MessageKind.Receipt"/>, to the sender of a transfer, whose number is in the header.</summary>
/// <remarks>
/// <code>
///  offset  21        37       45       46       47     51
///          +---------+--------+--------+--------+------+
///          | peer id | sender | status | reason | have |
///          |   16    |   8    |   1    |   1    |  4   |
///          +---------+--------+--------+--------+------+
/// </code>
/// sender: the session that sends the picture. status: 2 delivered (it is filed), 3 refused. reason: <see cref="RefusalReason"/>, 0 unless
/// refused. have: symbols that the receiver has.
/// </remarks>
internal readonly record struct Receipt(PeerId Peer, SessionId Sender, ReceiptStatus Status, RefusalReason Reason, uint Have)
{
    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out Receipt receipt)
    {
        var reader = new WireReader(message[MessageHeader.Size..]);
        receipt = new Receipt(
            reader.ReadPeer(), reader.ReadSession(), (ReceiptStatus)reader.ReadByte(), (RefusalReason)reader.ReadByte(), reader.ReadUInt32());
        return reader.IsWhole && header is { Block: 0, Index: 0 } && !receipt.Peer.IsEmpty
            && receipt.Status is ReceiptStatus.Delivered or ReceiptStatus.Refused
            && (receipt.Status == ReceiptStatus.Refused) == (receipt.Reason != RefusalReason.None);
    }

    public void Write(ref WireWriter writer)
    {
        writer.WritePeer(Peer);
        writer.WriteSession(Sender);
        writer.WriteByte((byte)Status);
        writer.WriteByte((byte)Reason);
        writer.WriteUInt32(Have);
    }
}
