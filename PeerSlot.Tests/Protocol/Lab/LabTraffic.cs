using System.Buffers.Binary;
using PeerSlot.Protocol;
using PeerSlot.Protocol.Lab;
using Xunit;

namespace PeerSlot.Tests.Protocol.Lab;

/// <summary>What the lab tests share: payloads, our own machines played to their end, and what a network does to messages.</summary>
internal static class LabTraffic
{
    public static readonly Guid Client = Guid.Parse("11111111-2222-3333-4444-555555555555");

    /// <summary>Sizes around every border of a packet, then large ones.</summary>
    public static IEnumerable<int> Sizes => [.. Enumerable.Range(0, 1_201), 292 * 256, (292 * 256) + 1, 100_000, 292 * 400, 300_000];

    /// <summary>As the golden files were made: begins with the size, counts in sevens.</summary>
    public static byte[] Payload(int size, int salt = 0)
    {
        var payload = new byte[size];
        for (var i = 0; i < size; i++)
            payload[i] = (byte)(size + salt + (7 * i));
        return payload;
    }

    /// <summary>All packets of our sender for these payloads.</summary>
    public static List<byte[]> SendOurs(params byte[][] payloads)
    {
        var sender = new LabSender(Client, new LabSettings { NotifyBefore = TimeSpan.Zero });
        foreach (var payload in payloads)
            sender.Send(TimeSpan.Zero, payload);
        Assert.True(sender.TryTakeNotification(TimeSpan.Zero, new byte[LabName.Size], out _));
        var packets = new List<byte[]>();
        var buffer = new byte[400];
        while (sender.TryTakePacket(TimeSpan.Zero, buffer, out var size))
            packets.Add(buffer[..size]);
        return packets;
    }

    public static LabReceiver NewReceiver() => new(Client, new LabSettings(), new LabMemory(new LabSettings()));

    public static List<byte[]> ReceiveOurs(IEnumerable<byte[]> messages) => ReceiveOurs(NewReceiver(), TimeSpan.Zero, messages);

    public static List<byte[]> ReceiveOurs(LabReceiver receiver, TimeSpan now, IEnumerable<byte[]> messages)
    {
        var payloads = new List<byte[]>();
        foreach (var message in messages)
        {
            receiver.Receive(now, message);
            payloads.AddRange(EventsOf(receiver).OfType<LabPayloadArrived>().Select(e => e.Content));
        }

        return payloads;
    }

    public static IEnumerable<ProtocolEvent> EventsOf(LabReceiver receiver)
    {
        while (receiver.TryTakeEvent(out var happened))
            yield return happened;
    }

    public static List<byte[]> Without(List<byte[]> messages, int index) => [.. messages[..index], .. messages[(index + 1)..]];

    public static List<byte[]> Swapped(List<byte[]> messages, int index) =>
        [.. messages[..index], messages[index + 1], messages[index], .. messages[(index + 2)..]];

    /// <summary>A packet of any values.</summary>
    public static byte[] Packet(int type, int number, int totalSize = 0, int length = 300)
    {
        var packet = new byte[Math.Max(length, 12)];
        BinaryPrimitives.WriteInt32LittleEndian(packet, type);
        BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(4), number);
        BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(8), totalSize);
        return packet[..length];
    }

    public static void AssertSame(IReadOnlyList<byte[]> expected, IReadOnlyList<byte[]> actual, string when)
    {
        Assert.True(expected.Count == actual.Count, $"{actual.Count} payloads instead of {expected.Count}: {when}");
        for (var i = 0; i < expected.Count; i++)
            Assert.True(expected[i].AsSpan().SequenceEqual(actual[i]), $"payload {i} of {expected[i].Length} bytes differs: {when}");
    }
}
