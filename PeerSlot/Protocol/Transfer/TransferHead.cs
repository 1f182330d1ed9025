using System.Buffers.Binary;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>Session and transfer as a signature covers them: 12 bytes, so that what is signed for one transfer serves for no other.</summary>
internal static class TransferHead
{
    public const int Size = SessionId.Size + sizeof(uint);

    public static void Write(Span<byte> head, TransferId transfer)
    {
        BinaryPrimitives.WriteUInt64BigEndian(head, transfer.Sender.Value);
        BinaryPrimitives.WriteUInt32BigEndian(head[SessionId.Size..], transfer.Number);
    }
}
