using System.Buffers.Binary;

namespace PeerSlot.Tests.Support;

/// <summary>
/// A file of Ethernet frames that Wireshark and tcpdump open (draft-ietf-opsawg-pcap, sections 4 and 5), with times of 100 ns.
/// </summary>
internal sealed class PcapWriter
{
    private const uint NanosecondMagic = 0xA1B23C4D;
    private const int SnapLength = 262_144;
    private const uint LinkTypeEthernet = 1;

    private readonly Stream _file;

    public PcapWriter(Stream file)
    {
        _file = file;
        Span<byte> header = stackalloc byte[24];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, NanosecondMagic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], SnapLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], LinkTypeEthernet);
        _file.Write(header);
    }

    public void Write(TimeSpan at, ReadOnlySpan<byte> frame)
    {
        var record = new byte[16 + frame.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record, (int)(at.Ticks / TimeSpan.TicksPerSecond));
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), (int)(at.Ticks % TimeSpan.TicksPerSecond * 100));
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(8), frame.Length);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(12), frame.Length);
        frame.CopyTo(record.AsSpan(16));
        _file.Write(record);
    }
}
