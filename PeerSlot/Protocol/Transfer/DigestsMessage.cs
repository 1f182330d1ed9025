using System.Buffers.Binary;
using System.Security.Cryptography;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// What blocks must be: body of <see cref="MessageKind.Digests"/>, in open rooms only, where anybody can forge a symbol. So nothing forged is shown,
/// and a spoiled block is repaired alone. The header's block is the first of them.
/// </summary>
/// <remarks>
/// <code>
///  offset  21      22           22 + 16 x count
///          +-------+------------+-----------+
///          | count | digests    | signature |
///          |   1   | 16 x count |    64     |
///          +-------+------------+-----------+
/// </code>
/// digest: the first 16 bytes of SHA-256 of the block's bytes of the file. signature: by the manifest's key over "peerslot digests 2", session,
/// transfer, the header's block, and the body before it.
/// </remarks>
internal readonly ref struct DigestsMessage
{
    public const int DigestSize = 16;

    /// <summary>Of one message that we write.</summary>
    public const int BlocksAtOnce = 32;

    private const int HeadSize = TransferHead.Size + sizeof(ushort);

    private readonly ReadOnlySpan<byte> _body;

    private DigestsMessage(int first, ReadOnlySpan<byte> body)
    {
        First = first;
        _body = body;
    }

    private static ReadOnlySpan<byte> Label => "peerslot digests 2"u8;

    public int First { get; }

    public int Count => _body[0];

    public ReadOnlySpan<byte> this[int entry] => _body.Slice(1 + entry * DigestSize, DigestSize);

    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out DigestsMessage digests)
    {
        digests = new DigestsMessage(header.Block, message[MessageHeader.Size..]);
        return header.Index == 0 && digests._body.Length > 0 && digests.Count > 0
            && digests._body.Length == 1 + digests.Count * DigestSize + Identity.SignatureSize;
    }

    public bool IsSigned(TimeSpan now, LocalSession local, PeerAddress source, TransferId transfer, ReadOnlySpan<byte> publicKey)
    {
        Span<byte> head = stackalloc byte[HeadSize];
        WriteHead(head, transfer, First);
        return local.TryVerify(
            now, source, publicKey, Label, head, _body[..^Identity.SignatureSize], _body[^Identity.SignatureSize..]);
    }

    /// <summary>Blocks that a message of this size names.</summary>
    public static int BlocksIn(int maximumMessage) =>
        Math.Clamp((maximumMessage - MessageHeader.Size - 1 - Identity.SignatureSize) / DigestSize, 1, BlocksAtOnce);

    public static int Write(LocalSession local, uint transfer, int first, ReadOnlySpan<byte> digests, Span<byte> buffer)
    {
        var writer = new WireWriter(buffer);
        local.WriteHeader(ref writer, MessageKind.Digests, transfer, (ushort)first);
        writer.WriteByte((byte)(digests.Length / DigestSize));
        writer.WriteBytes(digests);
        Span<byte> head = stackalloc byte[HeadSize];
        WriteHead(head, new TransferId(local.Id, transfer), first);
        var body = buffer[MessageHeader.Size..writer.Written];
        local.Sign(Label, head, body, writer.Take(Identity.SignatureSize));
        return writer.Written;
    }

    public static void Compute(ReadOnlySpan<byte> block, Span<byte> digest)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(block, hash);
        hash[..DigestSize].CopyTo(digest);
    }

    private static void WriteHead(Span<byte> head, TransferId transfer, int first)
    {
        TransferHead.Write(head, transfer);
        BinaryPrimitives.WriteUInt16BigEndian(head[TransferHead.Size..], (ushort)first);
    }
}
