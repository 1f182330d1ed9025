using System.Buffers.Binary;
using System.Text;

namespace PeerSlot.Drawing.Files;

/// <summary>
/// SAUCE, "Standard Architecture for Universal Comment Extensions" 00.5 (acid.org/info/sauce): the last 128 bytes of an .ans file, after an end
/// of file character. TInfo1 is the width, TInfo2 the rows, bit 0 of TFlags says that 5 is a bright ground.
/// </summary>
internal readonly record struct SauceRecord(int Columns, bool HasBrightGrounds)
{
    public const int Length = 128;

    private const int DataType = 94;
    private const int Info1 = 96;
    private const int Info2 = 98;
    private const int Flags = 105;

    public static byte[] Write(int fileSize, int columns, int rows, string name)
    {
        var record = new byte[1 + Length];
        record[0] = 0x1A;
        var sauce = record.AsSpan(1);
        sauce[..90].Fill((byte)' ');
        "SAUCE00"u8.CopyTo(sauce);
        var title = Encoding.ASCII.GetBytes(name);
        title.AsSpan(0, Math.Min(title.Length, 35)).CopyTo(sauce[7..]);
        "00000000"u8.CopyTo(sauce[82..]);
        BinaryPrimitives.WriteInt32LittleEndian(sauce[90..], fileSize);
        // Character, ANSi.
        (sauce[DataType], sauce[DataType + 1]) = (1, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(sauce[Info1..], (ushort)columns);
        BinaryPrimitives.WriteUInt16LittleEndian(sauce[Info2..], (ushort)rows);
        sauce[Flags] = 1;
        return record;
    }

    /// <summary>False where the file does not end in a record of a text.</summary>
    public static bool TryRead(ReadOnlySpan<byte> file, out SauceRecord record)
    {
        record = default;
        if (file.Length < Length || file[^Length..] is var sauce && !(sauce.StartsWith("SAUCE"u8) && sauce[DataType] == 1))
            return false;
        record = new SauceRecord(BinaryPrimitives.ReadUInt16LittleEndian(sauce[Info1..]), (sauce[Flags] & 1) != 0);
        return true;
    }
}
