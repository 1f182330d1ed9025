using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

[Flags]
internal enum ManifestFlags : byte
{
    None = 0,

    /// <summary>Sent to some only.</summary>
    Directed = 1,

    /// <summary>No pass is running: who wants the picture pulls it. Not signed, so that one signature serves as long as the transfer.</summary>
    Kept = 2,

    /// <summary>The sender took EXIF, GPS or text out of the file before it sent it.</summary>
    Stripped = 4,
}

/// <summary>What is sent: body of <see cref="MessageKind.Manifest"/>. Block and index of its header are 0.</summary>
/// <remarks>
/// <code>
///  offset  21     25           89      90       98            100   101     105      109       141
///          +------+------------+-------+--------+-------------+-----+-------+--------+---------+------------+------------+-----------+---------+
///          | room | public key | flags | length | symbol size |  k  | width | height | SHA-256 | 1 nickname | 1 filename | signature | content |
///          |  4   |     64     |   1   |   8    |      2      |  1  |   4   |   4    |   32    |  + 0..64   |  + 0..255  |    64     |         |
///          +------+------------+-------+--------+-------------+-----+-------+--------+---------+------------+------------+-----------+---------+
/// </code>
/// flags: 1 directed, 2 kept, 4 stripped; unknown ones are ignored. length: bytes of the file, at least 1. symbol size: 64 to 8,192. k: source symbols that a
/// block has at most, 1 to 128. width, height: pixels, 0 = unknown. signature: over "peerslot manifest 2", session, transfer, and the body up to
/// the signature with "kept" cleared. content: the whole file where it fits the message, else nothing.
/// </remarks>
internal readonly ref struct ManifestMessage
{
    public const int MaximumNickname = 64;
    public const int MaximumFileName = 255;
    public const int HashSize = 32;

    /// <summary>Bytes of a body without names and content.</summary>
    public const int FixedSize = 186;

    private const int FlagsOffset = 68;

    public static ReadOnlySpan<byte> Label => "peerslot manifest 2"u8;

    public required RoomId Room { get; init; }

    public required ReadOnlySpan<byte> PublicKey { get; init; }

    public required ManifestFlags Flags { get; init; }

    public required SymbolLayout Layout { get; init; }

    public required uint Width { get; init; }

    public required uint Height { get; init; }

    public required ReadOnlySpan<byte> Sha256 { get; init; }

    /// <summary>UTF-8, as it came: not yet harmless.</summary>
    public required ReadOnlySpan<byte> Nickname { get; init; }

    /// <summary>UTF-8, as it came: not yet harmless.</summary>
    public required ReadOnlySpan<byte> FileName { get; init; }

    public ReadOnlySpan<byte> Signature { get; init; }

    /// <summary>The whole file, or nothing.</summary>
    public required ReadOnlySpan<byte> Content { get; init; }

    public static bool TryRead(in MessageHeader header, ReadOnlySpan<byte> message, out ManifestMessage manifest)
    {
        var reader = new WireReader(message[MessageHeader.Size..]);
        var room = reader.ReadRoom();
        var publicKey = reader.ReadBytes(Identity.PublicKeySize);
        var flags = (ManifestFlags)reader.ReadByte();
        var isLayout = SymbolLayout.TryCreate(reader.ReadUInt64(), reader.ReadUInt16(), reader.ReadByte(), out var layout);
        manifest = new ManifestMessage
        {
            Room = room,
            PublicKey = publicKey,
            Flags = flags,
            Layout = layout,
            Width = reader.ReadUInt32(),
            Height = reader.ReadUInt32(),
            Sha256 = reader.ReadBytes(HashSize),
            Nickname = reader.ReadText(MaximumNickname),
            FileName = reader.ReadText(MaximumFileName),
            Signature = reader.ReadBytes(Identity.SignatureSize),
            Content = reader.ReadBytes(reader.Remaining),
        };
        return reader.IsWhole && isLayout && header is { Block: 0, Index: 0 }
            && (manifest.Content.IsEmpty || manifest.Content.Length == layout.Length);
    }

    /// <summary>The bytes that the signature covers behind label and transfer: a copy of the body up to it, with "kept" cleared.</summary>
    /// <param name="message">A manifest that was read.</param>
    /// <param name="signed">Takes <see cref="SignedSize"/> bytes.</param>
    public void CopySigned(ReadOnlySpan<byte> message, Span<byte> signed)
    {
        message.Slice(MessageHeader.Size, SignedSize).CopyTo(signed);
        signed[FlagsOffset] &= (byte)~ManifestFlags.Kept;
    }

    public int SignedSize => FixedSize - Identity.SignatureSize + Nickname.Length + FileName.Length;

    /// <summary>Writes everything before the signature.</summary>
    public void WriteSigned(ref WireWriter writer)
    {
        writer.WriteRoom(Room);
        writer.WriteBytes(PublicKey);
        writer.WriteByte((byte)Flags);
        writer.WriteUInt64((ulong)Layout.Length);
        writer.WriteUInt16((ushort)Layout.SymbolSize);
        writer.WriteByte((byte)Layout.SymbolsPerBlock);
        writer.WriteUInt32(Width);
        writer.WriteUInt32(Height);
        writer.WriteBytes(Sha256);
        writer.WriteText(Nickname);
        writer.WriteText(FileName);
    }

    /// <summary>Marks a written body as one whose pass is over.</summary>
    public static void MarkKept(Span<byte> body) => body[FlagsOffset] |= (byte)ManifestFlags.Kept;
}
