using System.Diagnostics.CodeAnalysis;

namespace PeerSlot.Protocol.Lab;

/// <summary>Events until they are taken. Who does not take them loses the oldest, as a lab server shows only the newest payload.</summary>
internal sealed class WaitingEvents(int maximumBytes)
{
    private const int MaximumCount = 64;

    private readonly Queue<ProtocolEvent> _events = new();
    private long _bytes;

    public void Add(ProtocolEvent happened)
    {
        _events.Enqueue(happened);
        _bytes += SizeOf(happened);
        while (_events.Count > 1 && (_events.Count > MaximumCount || _bytes > maximumBytes))
            TryTake(out _);
    }

    public bool TryTake([NotNullWhen(true)] out ProtocolEvent? happened)
    {
        if (!_events.TryDequeue(out happened))
            return false;
        _bytes -= SizeOf(happened);
        return true;
    }

    private static int SizeOf(ProtocolEvent happened) => happened is LabPayloadArrived { Content.Length: var size } ? size : 0;
}
