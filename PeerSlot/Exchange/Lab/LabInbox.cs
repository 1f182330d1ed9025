using System.Buffers;
using System.Collections.Concurrent;

namespace PeerSlot.Exchange.Lab;

/// <summary>What waits for the lab server's loop. Bounded: a reader that is ahead waits, and its slot fills.</summary>
internal sealed class LabInbox : IDisposable
{
    /// <summary>Messages: a tenth of a second of a sender that paces itself.</summary>
    private const int Maximum = 1_024;

    /// <summary>Bytes that are kept of a message. No message of the lab protocol is longer than 300: one byte more tells that.</summary>
    private const int Longest = 301;

    private readonly BlockingCollection<Item> _items = new(Maximum);

    /// <param name="Reader">Null = a call.</param>
    internal readonly record struct Item(LabSlotReader? Reader, byte[] Buffer, int Size, Action<TimeSpan>? Call)
    {
        public ReadOnlySpan<byte> Message => Buffer.AsSpan(0, Size);

        public void Return() => ArrayPool<byte>.Shared.Return(Buffer);
    }

    public void Post(LabSlotReader reader, ReadOnlySpan<byte> message)
    {
        var kept = message[..Math.Min(message.Length, Longest)];
        var buffer = ArrayPool<byte>.Shared.Rent(Longest);
        kept.CopyTo(buffer);
        Add(new Item(reader, buffer, kept.Length, null));
    }

    public void Post(Action<TimeSpan> call) => Add(new Item(null, [], 0, call));

    public bool TryTake(out Item item, TimeSpan limit) => _items.TryTake(out item, limit);

    /// <summary>Takes nothing more and lets waiting readers go.</summary>
    public void Close() => _items.CompleteAdding();

    public bool IsClosed => _items.IsAddingCompleted;

    public void Dispose() => _items.Dispose();

    private void Add(in Item item)
    {
        try
        {
            _items.Add(item);
        }
        catch (InvalidOperationException)
        {
            // Closed.
        }
    }
}
