namespace PeerSlot.Protocol.Wire;

/// <summary>An identity: a person's PeerSlot on one account, however many processes it runs. 16 bytes, shown as a UUID.</summary>
public readonly record struct PeerId(Guid Value)
{
    /// <summary>Bytes on the wire, in RFC 9562 (big-endian) order.</summary>
    public const int Size = 16;

    public bool IsEmpty => Value == Guid.Empty;

    /// <summary>The first 16 bytes of SHA-256 of the key with version and variant of RFC 9562 section 5.8 written over 6 of their bits.</summary>
    public static PeerId FromPublicKey(ReadOnlySpan<byte> publicKey)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(publicKey, hash);
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new PeerId(new Guid(hash[..Size], bigEndian: true));
    }

    /// <summary><c>{11111111-2222-3333-4444-555555555555}</c>, as the lab of 2013 wrote it.</summary>
    public override string ToString() => Value.ToString("B");
}

/// <summary>A process of an identity: 8 random bytes drawn at its start.</summary>
public readonly record struct SessionId(ulong Value)
{
    public const int Size = 8;

    public override string ToString() => Value.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>One sending of one picture: the sender's session and its random 32-bit number.</summary>
public readonly record struct TransferId(SessionId Sender, uint Number)
{
    public override string ToString() => $"{Sender}-{Number:x8}";

    /// <summary>What <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out TransferId id)
    {
        id = default;
        const System.Globalization.NumberStyles Hex = System.Globalization.NumberStyles.AllowHexSpecifier;
        if (text.Length != 25 || text[16] != '-' || !ulong.TryParse(text.AsSpan(0, 16), Hex, null, out var sender)
            || !uint.TryParse(text.AsSpan(17), Hex, null, out var number))
            return false;
        id = new TransferId(new SessionId(sender), number);
        return true;
    }
}

/// <summary>A room: the first 4 bytes of SHA-256 of its UTF-8 name, big-endian.</summary>
public readonly record struct RoomId(uint Value)
{
    public const int Size = 4;

    public static RoomId FromName(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name), hash);
        return new RoomId(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash));
    }
}
