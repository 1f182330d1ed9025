using System.Security.Cryptography;

namespace PeerSlot.Protocol.Lab;

/// <summary>What is remembered of a payload that was whole, to tell late copies of its packets from a client that starts again.</summary>
internal sealed class FinishedPayload(PayloadPlan plan, byte[] content, TimeSpan now)
{
    private readonly byte[] _hash = SHA256.HashData(content);

    public PayloadPlan Plan => plan;

    public TimeSpan At => now;

    public bool HasContent(byte[] content) => SHA256.HashData(content).AsSpan().SequenceEqual(_hash);
}
