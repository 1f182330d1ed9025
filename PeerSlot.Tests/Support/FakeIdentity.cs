using System.Buffers.Binary;
using System.Security.Cryptography;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Tests.Support;

/// <summary>
/// An identity whose signature is a hash of key and data: thirty times cheaper than the real one, and the same in each run. It tells an altered message
/// as well; that nobody else can sign is for the tests of the real one.
/// </summary>
public sealed class FakeIdentity : Identity
{
    public FakeIdentity(long number)
        : base(KeyOf(number))
    {
    }

    public override void Sign(ReadOnlySpan<byte> data, Span<byte> signature) => FakeSignatures.Hash(PublicKey, data, signature);

    private static byte[] KeyOf(long number)
    {
        var seed = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(seed, number);
        return SHA512.HashData(seed);
    }
}

public sealed class FakeSignatures : ISignatures
{
    public static FakeSignatures Instance { get; } = new();

    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        Span<byte> right = stackalloc byte[Identity.SignatureSize];
        Hash(publicKey, data, right);
        return right.SequenceEqual(signature);
    }

    internal static void Hash(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, Span<byte> signature)
    {
        Span<byte> both = stackalloc byte[publicKey.Length + data.Length];
        publicKey.CopyTo(both);
        data.CopyTo(both[publicKey.Length..]);
        SHA512.HashData(both, signature);
    }
}

/// <summary>A session for tests that need no lab.</summary>
public static class TestSession
{
    public static LocalSession Create(
        string nickname = "seat-01", long identity = 1, ulong id = 0x0102030405060708, string room = "lab", ulong challenge = 0xC1C2C3C4C5C6C7C8) =>
        new(new FakeIdentity(identity), FakeSignatures.Instance, new SessionId(id), RoomId.FromName(room), nickname, challenge);
}
