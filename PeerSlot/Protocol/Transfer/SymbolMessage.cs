using System.Buffers.Binary;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// A piece of a picture, or a sum that mends one: body of <see cref="MessageKind.Symbol"/> and <see cref="MessageKind.TimedSymbol"/>. Its header
/// names transfer, block and index.
/// </summary>
/// <remarks>
/// <code>
///  offset  21                                             timed:  21          25
///          +----------------------------------------------+       +-----------+--------------
///          | data: symbol size bytes, the last one fewer  |       | send time |  data ...
///          +----------------------------------------------+       |     4     |
/// </code>
/// Of a block of k symbols an index below k is a source symbol, bytes of the file; k and above are repair symbols, always of whole size.
/// send time: microseconds of the sender's own clock, which wraps.
/// </remarks>
internal static class SymbolMessage
{
    public const int TimeSize = 4;

    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out uint? sendTime, out ReadOnlySpan<byte> data)
    {
        sendTime = null;
        data = message[MessageHeader.Size..];
        if (header.Kind == MessageKind.TimedSymbol)
        {
            if (!BinaryPrimitives.TryReadUInt32BigEndian(data, out var time))
                return false;
            sendTime = time;
            data = data[TimeSize..];
        }

        return data.Length is > 0 and <= SymbolLayout.GreatestSymbolSize;
    }
}
