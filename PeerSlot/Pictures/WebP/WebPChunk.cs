using System.Buffers.Binary;

namespace PeerSlot.Pictures.WebP;

/// <summary>
/// A chunk of a WebP file (RFC 9649, 2.3), padded to an even length:
/// <code>
/// +--------+--------+------- - - -------+
/// |  name  | length |  data (length)    |    name: 4 letters; length: 4 bytes, little-endian
/// +--------+--------+------- - - -------+
/// </code>
/// </summary>
internal readonly record struct WebPChunk(uint Name, ReadOnlyMemory<byte> Data, bool IsWhole)
{
    public const int HeaderLength = 8;

    public bool Is(ReadOnlySpan<byte> name) => Name == BinaryPrimitives.ReadUInt32LittleEndian(name);

    /// <summary>Takes a chunk off the front; of one that is cut off, what is there.</summary>
    public static bool TryRead(ref ReadOnlyMemory<byte> rest, out WebPChunk chunk)
    {
        chunk = default;
        var span = rest.Span;
        if (span.Length < HeaderLength)
            return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(span[4..]);
        var there = (int)Math.Min(length, (uint)(span.Length - HeaderLength));
        chunk = new WebPChunk(BinaryPrimitives.ReadUInt32LittleEndian(span), rest.Slice(HeaderLength, there), there == length);
        rest = rest[Math.Min(rest.Length, HeaderLength + there + (there & 1))..];
        return true;
    }
}
