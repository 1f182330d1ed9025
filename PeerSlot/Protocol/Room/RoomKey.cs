using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Room;

/// <summary>What the members of a sealed room share: 32 bytes that come from its passphrase.</summary>
public sealed class RoomKey
{
    public const int Size = 32;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA-256: 165 to 205 ms here. 600,000 is what OWASP's Password Storage Cheat Sheet asks for.</summary>
    private const int Rounds = 600_000;

    private readonly byte[] _key;

    /// <param name="key"><see cref="Size"/> bytes.</param>
    public RoomKey(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, Size, nameof(key));
        _key = key.ToArray();
    }

    public ReadOnlySpan<byte> Bytes => _key;

    /// <summary>PBKDF2 (RFC 8018, section 5.2). The room's name is in the salt: one passphrase in two rooms makes two keys.</summary>
    public static RoomKey FromPassphrase(string passphrase, string roomName)
    {
        byte[] salt = [.. "peerslot room 2\0"u8, .. Encoding.UTF8.GetBytes(roomName)];
        return new RoomKey(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase), salt, Rounds, HashAlgorithmName.SHA256, Size));
    }

    /// <summary>The key of one session's messages, HKDF-SHA-256 (RFC 5869): no two sessions share nonces, though each counts from 1.</summary>
    internal AesGcm KeyOf(SessionId session)
    {
        Span<byte> salt = stackalloc byte[SessionId.Size];
        BinaryPrimitives.WriteUInt64BigEndian(salt, session.Value);
        Span<byte> key = stackalloc byte[Size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, key, salt, "peerslot session 2"u8);
        return new AesGcm(key, WireLimits.SealOverhead);
    }
}
