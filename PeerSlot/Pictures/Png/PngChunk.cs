using System.Buffers.Binary;
using System.Text;

namespace PeerSlot.Pictures.Png;

/// <summary>
/// One chunk of a PNG file (PNG, 5.3):
/// <code>
/// +--------+--------+----------- - - -+--------+
/// | length |  type  |  data (length)  |  CRC   |    length, CRC: 4 bytes, big-endian; the CRC covers type and data
/// +--------+--------+----------- - - -+--------+
/// </code>
/// </summary>
internal readonly ref struct PngChunk
{
    /// <summary>Length, type and CRC.</summary>
    public const int Overhead = 12;

    private readonly ReadOnlySpan<byte> _whole;

    private PngChunk(ReadOnlySpan<byte> whole, int offset)
    {
        _whole = whole;
        Offset = offset;
    }

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Where the chunk begins in the file.</summary>
    public int Offset { get; }

    public int Next => Offset + _whole.Length;

    public ReadOnlySpan<byte> Whole => _whole;

    public ReadOnlySpan<byte> Type => _whole.Slice(4, 4);

    public ReadOnlySpan<byte> Data => _whole[8..^4];

    /// <summary>Bit 5 of the first letter: a decoder that does not know a critical chunk cannot show the picture (PNG, 5.4).</summary>
    public bool IsCritical => (Type[0] & 0x20) == 0;

    public bool Is(ReadOnlySpan<byte> type) => Type.SequenceEqual(type);

    /// <returns>False at the very end of the file.</returns>
    /// <exception cref="PictureException">The chunk is cut off, or what stands there is no chunk.</exception>
    public static bool TryRead(ReadOnlySpan<byte> file, int offset, out PngChunk chunk)
    {
        chunk = default;
        var rest = file[offset..];
        if (rest.IsEmpty)
            return false;
        if (rest.Length < 8)
            throw new PictureException($"The PNG file is cut off in a chunk at byte {offset}.");
        foreach (var letter in rest.Slice(4, 4))
        {
            if (!char.IsAsciiLetter((char)letter))
                throw new PictureException($"The PNG file is broken: no chunk stands at byte {offset}.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        if (length + (long)Overhead > rest.Length)
            throw new PictureException($"The PNG file is cut off in the {Encoding.ASCII.GetString(rest.Slice(4, 4))} chunk at byte {offset}.");
        chunk = new PngChunk(rest[..((int)length + Overhead)], offset);
        return true;
    }

    /// <summary>The data that has arrived of an IDAT chunk at the end of a file that is still arriving.</summary>
    /// <returns>False where the chunk is whole.</returns>
    public static bool TryReadCutOff(ReadOnlySpan<byte> file, int offset, out Range data)
    {
        var rest = file[offset..];
        data = file.Length..file.Length;
        if (rest.Length < 8)
            return true;
        if (BinaryPrimitives.ReadUInt32BigEndian(rest) + (long)Overhead <= rest.Length)
            return false;
        // Of the CRC behind the data, some may be there.
        var length = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(rest), rest.Length - 8);
        if (rest[4..].StartsWith("IDAT"u8))
            data = (offset + 8)..(offset + 8 + (int)length);
        return true;
    }

    /// <exception cref="PictureException">The bytes are not those that were written.</exception>
    public void CheckCrc()
    {
        if (Crc32.Of(_whole[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(_whole[^4..]))
            throw new PictureException($"The {Name} chunk at byte {Offset} is damaged: its CRC does not match.");
    }

    public string Name => Encoding.ASCII.GetString(Type);
}
