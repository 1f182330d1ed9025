using System.Buffers.Binary;
using System.Text;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Tests.Support;

/// <summary>Messages written byte by byte after docs/protocol.md, without the code under test, so that a test can forge anything.</summary>
public sealed class MessageBuilder
{
    private ulong _counter;

    public ulong Session { get; init; } = 0x0102030405060708;

    public Identity Identity { get; init; } = new FakeIdentity(1);

    public ulong Challenge { get; init; } = 0xC1C2C3C4C5C6C7C8;

    /// <summary>The challenge of the one to whom announcements go; 0 = everybody, and then nobody takes the session for a live one.</summary>
    public ulong Echo { get; init; }

    public RoomId Room { get; init; } = RoomId.FromName("lab");

    public uint Transfer { get; init; } = 0xCAFEF00D;

    public byte[] Announcement(string nickname, ulong? counter = null, byte flags = 1, ushort next = 500, ushort maximum = 1385,
        byte[]? tail = null, uint[]? kept = null) =>
        Message(1, counter, 0, 0, 0, w =>
        {
            Room4(w);
            w.AddRange(Identity.PublicKey);
            w.Add(flags);
            Add16(w, next);
            Add64(w, Challenge);
            Add64(w, Echo);
            Add16(w, maximum);
            Text(w, nickname);
            w.Add((byte)(kept?.Length ?? 0));
            foreach (var number in kept ?? [])
                Add32(w, number);
            w.AddRange(tail ?? []);
            var signature = new byte[64];
            Identity.Sign([.. "peerslot announcement 2"u8, .. w], signature);
            w.AddRange(signature);
        });

    public byte[] Manifest(
        ulong length, byte[]? sha256 = null, byte flags = 0, ushort symbolSize = 1400, byte k = 128, uint width = 16, uint height = 16,
        string nickname = "seat-01", string fileName = "dog.png", ulong? counter = null) =>
        Message(2, counter, Transfer, 0, 0, w =>
        {
            Room4(w);
            PeerId16(w);
            w.Add(flags);
            Add16(w, 0);
            Add64(w, length);
            Add16(w, symbolSize);
            w.Add(k);
            Add32(w, width);
            Add32(w, height);
            w.AddRange(sha256 ?? new byte[32]);
            Text(w, nickname);
            Text(w, fileName);
        });

    public byte[] Symbol(ushort block, byte index, byte[] data, ulong? counter = null) =>
        Message(3, counter, Transfer, block, index, w => w.AddRange(data));

    public byte[] RepairRequest(ulong sender, ulong highest, uint have, params (ushort Block, ulong High, ulong Low)[] entries) =>
        Message(4, null, Transfer, 0, 0, w =>
        {
            Room4(w);
            PeerId16(w);
            Add64(w, sender);
            w.Add((byte)(highest >> 32));
            Add32(w, (uint)highest);
            Add32(w, have);
            foreach (var (block, high, low) in entries)
            {
                Add16(w, block);
                Add64(w, high);
                Add64(w, low);
            }
        });

    public byte[] Receipt(ulong sender, byte status, byte reason = 0, uint have = 0) =>
        Message(5, null, Transfer, 0, 0, w =>
        {
            Room4(w);
            PeerId16(w);
            Add64(w, sender);
            w.AddRange([status, reason]);
            Add32(w, have);
        });

    private byte[] Message(byte kind, ulong? given, uint transfer, ushort block, byte index, Action<List<byte>> body)
    {
        List<byte> w = [(byte)(0x20 | kind)];
        Add64(w, Session);
        _counter = given ?? _counter + 1;
        w.Add((byte)(_counter >> 32));
        Add32(w, (uint)_counter);
        Add32(w, transfer);
        Add16(w, block);
        w.Add(index);
        body(w);
        return [.. w];
    }

    private void Room4(List<byte> w) => Add32(w, Room.Value);

    private void PeerId16(List<byte> w) => w.AddRange(Identity.Peer.Value.ToByteArray(bigEndian: true));

    private static void Text(List<byte> w, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        w.Add((byte)utf8.Length);
        w.AddRange(utf8);
    }

    private static void Add16(List<byte> w, ushort value) => w.AddRange([(byte)(value >> 8), (byte)value]);

    private static void Add32(List<byte> w, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        w.AddRange(bytes.ToArray());
    }

    private static void Add64(List<byte> w, ulong value)
    {
        Add32(w, (uint)(value >> 32));
        Add32(w, (uint)value);
    }
}
