using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// "All that you asked for was sent": body of <see cref="MessageKind.EndOfPass"/>. Who has holes reports, who has all answers with its receipt,
/// who knows nothing of the transfer asks for its manifest.
/// </summary>
/// <remarks>
/// <code>
///  offset  21
///          +-------+
///          | round |
///          |   2   |
///          +-------+
/// </code>
/// round: 0 after the first pass, then one more for each round of repairs; it stops at 65,535.
/// </remarks>
internal readonly record struct EndOfPass(ushort Round)
{
    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out EndOfPass end)
    {
        var reader = new WireReader(message[MessageHeader.Size..]);
        end = new EndOfPass(reader.ReadUInt16());
        return reader.IsWhole && header is { Block: 0, Index: 0 };
    }

    public void Write(ref WireWriter writer) => writer.WriteUInt16(Round);
}
