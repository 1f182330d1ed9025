using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Tests.Support;

/// <summary>Messages written byte by byte after docs/protocol.md, without the code under test, so that a test can forge anything.</summary>
public sealed class MessageBuilder
{
    private ulong _counter;

    /// <summary>Of the message before the next one.</summary>
    public ulong Counter
    {
        init => _counter = value;
    }

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

    /// <param name="signed">False for one that somebody else signed.</param>
    public byte[] Manifest(
        ulong length, byte[]? sha256 = null, byte flags = 0, ushort symbolSize = 1344, byte k = 128, uint width = 16, uint height = 16,
        string nickname = "seat-01", string fileName = "dog.png", ulong? counter = null, byte[]? content = null, bool signed = true) =>
        Message(2, counter, Transfer, 0, 0, w =>
        {
            Room4(w);
            w.AddRange(Identity.PublicKey);
            w.Add(flags);
            Add64(w, length);
            Add16(w, symbolSize);
            w.Add(k);
            Add32(w, width);
            Add32(w, height);
            w.AddRange(sha256 ?? new byte[32]);
            Text(w, nickname);
            Text(w, fileName);
            byte[] body = [.. w.Skip(21)];
            body[68] &= 0xFD; // "kept" is not signed
            w.AddRange(Sign("peerslot manifest 2", signed ? body : []));
            w.AddRange(content ?? []);
        });

    public byte[] Symbol(ushort block, byte index, byte[] data, ulong? counter = null) =>
        Message(3, counter, Transfer, block, index, w => w.AddRange(data));

    public byte[] TimedSymbol(ushort block, byte index, uint sendTime, byte[] data) => Message(8, null, Transfer, block, index, w =>
    {
        Add32(w, sendTime);
        w.AddRange(data);
    });

    public byte[] Report(
        ulong sender, ulong highest, uint have, byte flags = 0, uint received = 0, ushort delay = 0, ushort untouched = 65_535,
        params (ushort Block, byte Missing)[] entries) =>
        Message(4, null, Transfer, 0, 0, w =>
        {
            PeerId16(w);
            Add64(w, sender);
            w.Add(flags);
            w.Add((byte)(highest >> 32));
            Add32(w, (uint)highest);
            Add32(w, have);
            Add32(w, received);
            Add16(w, delay);
            Add16(w, untouched);
            foreach (var (block, missing) in entries)
            {
                Add16(w, block);
                w.Add(missing);
            }
        });

    public byte[] Receipt(ulong sender, byte status, byte reason = 0, uint have = 0) =>
        Message(5, null, Transfer, 0, 0, w =>
        {
            PeerId16(w);
            Add64(w, sender);
            w.AddRange([status, reason]);
            Add32(w, have);
        });

    public byte[] EndOfPass(ushort round) => Message(6, null, Transfer, 0, 0, w => Add16(w, round));

    public byte[] ManifestRequest(ulong sender) => Message(7, null, Transfer, 0, 0, w =>
    {
        PeerId16(w);
        Add64(w, sender);
    });

    /// <summary>Fragments of equal size, the first with the signature.</summary>
    public byte[][] Preview(byte[] preview, byte fragments, bool signed = true)
    {
        byte[] all = [.. Sign("peerslot preview 2", signed ? SHA256.HashData(preview) : []), .. preview];
        var size = (all.Length + fragments - 1) / fragments;
        return [.. all.Chunk(size).Select((data, i) => Message(9, null, Transfer, (ushort)((fragments - 1) << 12 | (all.Length & 0xFFF)), (byte)i, w => w.AddRange(data)))];
    }

    public byte[] Digests(ushort first, byte[] digests) => Message(10, null, Transfer, first, 0, w =>
    {
        w.Add((byte)(digests.Length / 16));
        w.AddRange(digests);
        w.AddRange(Sign("peerslot digests 2", [(byte)(first >> 8), (byte)first, .. w.Skip(21)]));
    });

    public byte[] Introduction(params (UInt128 Host, ushort Port)[] others) => Message(11, null, 0, 0, 0, w =>
    {
        Room4(w);
        w.AddRange(Identity.PublicKey);
        w.Add((byte)others.Length);
        foreach (var (host, port) in others)
        {
            Add64(w, (ulong)(host >> 64));
            Add64(w, (ulong)host);
            Add16(w, port);
        }

        var signature = new byte[64];
        Identity.Sign([.. "peerslot introduction 2"u8, .. w], signature);
        w.AddRange(signature);
    });

    private byte[] Sign(string label, byte[] data)
    {
        List<byte> signed = [.. Encoding.ASCII.GetBytes(label)];
        Add64(signed, Session);
        Add32(signed, Transfer);
        var signature = new byte[64];
        Identity.Sign([.. signed, .. data], signature);
        return signature;
    }

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
