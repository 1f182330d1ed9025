using System.Buffers.Binary;

namespace PeerSlot.Tests.Protocol.Lab;

/// <summary>
/// The receiver of the lab's Server program for one client's slot, with its faults, as the reference for our sender. It keeps all packets
/// in the order of their numbers (<c>transmissions</c>, null where one is missing) and the missing numbers (<c>lost</c>).
/// </summary>
public sealed class LabServerOf2013
{
    private const int Block = 292;

    private readonly List<byte[]?> _transmissions = [];
    private readonly List<int> _lost = [];
    private int? _previous;

    /// <summary>The longest the lists became: heads of payloads that are never delivered stay.</summary>
    public int Kept => _transmissions.Count;

    /// <summary>One click on "Receive": reads until a payload is whole. Fault: only one payload a click.</summary>
    /// <returns>Null where the slot is empty before.</returns>
    public byte[]? Receive(Queue<byte[]> slot)
    {
        while (slot.TryDequeue(out var message))
        {
            // Fault: "OH SHI~!", the call ends at a message of another size. (A larger one overruns the heap block of 300 bytes first.)
            if (message.Length != 300)
                return null;
            if (Take(message) is { } payload)
                return payload;
        }

        return null;
    }

    /// <summary>Clicks until the slot is empty.</summary>
    public List<byte[]> ReceiveAll(IEnumerable<byte[]> messages)
    {
        var slot = new Queue<byte[]>(messages);
        var payloads = new List<byte[]>();
        while (slot.Count > 0)
        {
            if (Receive(slot) is { } payload)
                payloads.Add(payload);
        }

        return payloads;
    }

    private byte[]? Take(byte[] packet)
    {
        var number = NumberOf(packet);

        // The first packet seen decides where the numbers begin.
        _previous ??= number - 1;
        if (number <= _previous)
        {
            TakeLate(packet, number);
            return null;
        }

        // Fault: a gap of N makes N entries; a number near INT_MAX freezes the program.
        for (var missing = _previous.Value + 1; missing < number; missing++)
        {
            _transmissions.Add(null);
            _lost.Add(missing);
        }

        _transmissions.Add(packet);
        _previous = number;
        return TypeOf(packet) == 2 ? TryJoin(number) : null;
    }

    /// <summary>
    /// A number that is not missing is the second copy. Fault: the place in <c>lost</c> is used as the place in <c>transmissions</c>, so that
    /// a packet that comes late overwrites another one, mostly the head. Fault: a client that starts again under its UUID is a copy as well.
    /// </summary>
    private void TakeLate(byte[] packet, int number)
    {
        var place = _lost.IndexOf(number);
        if (place < 0)
            return;
        _transmissions[place] = packet;
        _lost.RemoveAt(place);
    }

    private byte[]? TryJoin(int tailNumber)
    {
        var start = _transmissions.FindLastIndex(p => p is not null && TypeOf(p) == 0);
        if (start < 0)
            return null;
        var head = _transmissions[start]!;
        var size = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(8));

        // Fault: where the size is a multiple of 292 (0 too) this is one less than the number that the client's tail has.
        var expected = NumberOf(head) + (size / Block) + (size % Block != 0 ? 1 : 0);
        if (tailNumber != expected)
            return null;

        var blocks = _transmissions[(start + 1)..];
        if (blocks.Count != expected - NumberOf(head) || blocks.Contains(null))
            return null;
        _transmissions.RemoveRange(start, blocks.Count + 1);
        return blocks.SelectMany(p => p!.Skip(8)).Take(size).ToArray();
    }

    private static int TypeOf(byte[] packet) => BinaryPrimitives.ReadInt32LittleEndian(packet);

    private static int NumberOf(byte[] packet) => BinaryPrimitives.ReadInt32LittleEndian(packet.AsSpan(4));
}
