using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>A piece of a picture: body of <see cref="MessageKind.Symbol"/>. Its header names transfer, block and index.</summary>
/// <remarks>
/// <code>
///  offset  21
///          +----------------------------------------------+
///          | data: symbol size bytes, the last one fewer  |
///          +----------------------------------------------+
/// </code>
/// An index below k is a source symbol, bytes of the file; k and above are left to repair symbols.
/// </remarks>
internal static class SymbolMessage
{
    public static int Write(LocalSession local, Span<byte> buffer, uint transfer, int block, int index, ReadOnlySpan<byte> data)
    {
        var writer = new WireWriter(buffer);
        local.WriteHeader(ref writer, MessageKind.Symbol, transfer, (ushort)block, (byte)index);
        writer.WriteBytes(data);
        return writer.Written;
    }

    public static bool TryRead(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> data)
    {
        data = message[MessageHeader.Size..];
        return data.Length is > 0 and <= SymbolLayout.GreatestSymbolSize;
    }
}
