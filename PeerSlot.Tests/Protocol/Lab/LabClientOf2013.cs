using System.Buffers.Binary;

namespace PeerSlot.Tests.Protocol.Lab;

/// <summary>
/// The sender of the lab's Client program, with its faults, as the reference for our receiver: an int32 type, an int32 number and 292 bytes
/// in a struct that is written twice with WriteFile.
/// </summary>
public sealed class LabClientOf2013
{
    private const int Block = 292;

    /// <summary>Fault: one struct on the stack for all packets of a call, never initialised. Its old bytes go out as filler.</summary>
    private readonly byte[] _packet = new byte[300];

    private readonly Random? _garbage;
    private int _number;

    /// <param name="seed">Of the garbage on the stack; null = CD bytes, as a debug build shows them.</param>
    /// <param name="firstNumber">0 in the program.</param>
    public LabClientOf2013(int? seed, int firstNumber = 0)
    {
        _garbage = seed is { } s ? new Random(s) : null;
        _number = firstNumber;
    }

    /// <summary>Fault: the second copy of each packet is all the repair there is.</summary>
    public List<byte[]> Send(ReadOnlySpan<byte> payload) => [.. SendOnce(payload).SelectMany(p => new[] { p, p })];

    /// <summary>The packets, each once: what is left when one copy of each is lost.</summary>
    public List<byte[]> SendOnce(ReadOnlySpan<byte> payload)
    {
        if (_garbage is null)
            _packet.AsSpan().Fill(0xCD);
        else
            _garbage.NextBytes(_packet);

        var packets = new List<byte[]>();
        BinaryPrimitives.WriteInt32LittleEndian(_packet.AsSpan(8), payload.Length);
        packets.Add(Write(0));
        for (var block = 0; block < payload.Length / Block; block++)
        {
            payload.Slice(block * Block, Block).CopyTo(_packet.AsSpan(8));
            packets.Add(Write(1));
        }

        // Fault: there is always a tail. Where nothing is left over it holds what the struct held: the last body, or the head.
        payload[(payload.Length / Block * Block)..].CopyTo(_packet.AsSpan(8));
        packets.Add(Write(2));
        return packets;
    }

    /// <summary>Fault: the number runs on from payload to payload and never begins anew while the program runs.</summary>
    private byte[] Write(int type)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_packet, type);
        BinaryPrimitives.WriteInt32LittleEndian(_packet.AsSpan(4), _number++);
        return [.. _packet];
    }
}
