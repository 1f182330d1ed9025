using PeerSlot.Protocol.ErasureCode;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// A tiny version of the picture, sent before it: body of <see cref="MessageKind.Preview"/>. The header's index is the fragment, its block says how
/// many there are and how long they are together (<see cref="PreviewShape"/>).
/// </summary>
/// <remarks>
/// <code>
///  offset  21             fragment 0:  21          85
///          +------                     +-----------+------
///          | data ...                  | signature | data ...
///          +------                     |    64     |
/// </code>
/// signature: over "peerslot preview 2", session, transfer, and SHA-256 of the whole preview. The data of all fragments in their order are the preview:
/// at most 3,000 bytes in at most 16 fragments. Fragments beyond are repair symbols of them: any so many give the preview, so a lost one need not be
/// named.
/// </remarks>
internal static class PreviewMessage
{
    public const int MaximumSize = 3_000;

    public const int MaximumFragments = 16;

    public static ReadOnlySpan<byte> Label => "peerslot preview 2"u8;

    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out PreviewShape shape, out ReadOnlySpan<byte> data)
    {
        data = message[MessageHeader.Size..];
        shape = PreviewShape.Read(header.Block);
        return shape.IsValid && header.Index < shape.Fragments + CauchyCode.MaximumRepair && data.Length == shape.SizeOf(header.Index);
    }
}

/// <summary>How a signed preview is cut: fragments of one size, the last one shorter.</summary>
/// <param name="Fragments">1 to 16.</param>
/// <param name="Length">Bytes, the signature included.</param>
internal readonly record struct PreviewShape(int Fragments, int Length)
{
    private const int LengthBits = 12;

    /// <summary>Bytes of a fragment.</summary>
    public int Size => (Length + Fragments - 1) / Fragments;

    public bool IsValid => Length is > Identity.SignatureSize and <= Identity.SignatureSize + PreviewMessage.MaximumSize && SizeOf(Fragments - 1) > 0;

    /// <summary>What the header's block says: fragments - 1 in the high 4 bits, the length in the low 12.</summary>
    public ushort Block => (ushort)((Fragments - 1) << LengthBits | Length);

    public static PreviewShape Read(ushort block) => new((block >> LengthBits) + 1, block & ((1 << LengthBits) - 1));

    public int SizeOf(int fragment) => fragment == Fragments - 1 ? Length - (Fragments - 1) * Size : Size;
}
