using System.Security.Cryptography;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Room;

/// <summary>ECDSA over P-256 with SHA-256 (FIPS 186-5, section 6). For any thread.</summary>
/// <remarks>
/// Measured: sign 27 us, verify 70 us, reading a public key 115 us (OpenSSL multiplies it by the curve's order), a private one 0.2 ms; the first use in a process loads
/// OpenSSL, 5 to 8 ms. A member of a room signs again and again, so keys that signed something are kept as they were read.
/// </remarks>
public sealed class EcdsaP256 : ISignatures
{
    /// <summary>2 KB each: a room of that size reads each key once.</summary>
    internal const int KeysKept = 128;

    private readonly Lock _gate = new();
    private readonly Dictionary<PeerId, ECDsa> _keys = [];
    private readonly Queue<PeerId> _oldest = new();

    public static EcdsaP256 Signatures { get; } = new();

    public bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != Identity.PublicKeySize || signature.Length != Identity.SignatureSize)
            return false;
        var peer = PeerId.FromPublicKey(publicKey);
        lock (_gate)
        {
            if (_keys.TryGetValue(peer, out var kept))
                return IsOf(kept, data, signature);
            try
            {
                var key = Read(publicKey);
                var isRight = IsOf(key, data, signature);
                if (isRight)
                    Keep(peer, key);
                else
                    key.Dispose();
                return isRight;
            }
            catch (CryptographicException)
            {
                // A point that does not lie on the curve.
                return false;
            }
        }
    }

    private static bool IsOf(ECDsa key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    private static ECDsa Read(ReadOnlySpan<byte> publicKey)
    {
        var key = NewKey();
        try
        {
            key.ImportParameters(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = publicKey[..32].ToArray(), Y = publicKey[32..].ToArray() },
            });
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private void Keep(PeerId peer, ECDsa key)
    {
        if (_oldest.Count >= KeysKept && _keys.Remove(_oldest.Dequeue(), out var forgotten))
            forgotten.Dispose();
        _keys.Add(peer, key);
        _oldest.Enqueue(peer);
    }

    /// <summary>Holds no key yet.</summary>
    internal static ECDsa NewKey() => OperatingSystem.IsWindows() ? new BcryptEcdsa() : ECDsa.Create();
}

/// <summary>An identity whose private key this process holds.</summary>
public sealed class EcdsaIdentity : Identity, IDisposable
{
    /// <summary>Bytes of a private key: D, then X and Y of the public key, 32 each, big-endian. Without ASN.1, whose reader takes room in the executable.</summary>
    public const int PrivateKeySize = 96;

    private readonly ECDsa _key;

    private EcdsaIdentity(ECDsa key)
        : base(PublicKeyOf(key)) => _key = key;

    public static EcdsaIdentity Create()
    {
        var key = EcdsaP256.NewKey();
        key.GenerateKey(ECCurve.NamedCurves.nistP256);
        return new EcdsaIdentity(key);
    }

    /// <param name="privateKey"><see cref="PrivateKeySize"/> bytes.</param>
    /// <exception cref="CryptographicException">It is no private key of P-256.</exception>
    public static EcdsaIdentity FromPrivateKey(ReadOnlySpan<byte> privateKey)
    {
        if (privateKey.Length != PrivateKeySize)
            throw new CryptographicException("Not a key of P-256.");
        var key = EcdsaP256.NewKey();
        try
        {
            key.ImportParameters(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                D = privateKey[..32].ToArray(),
                Q = new ECPoint { X = privateKey[32..64].ToArray(), Y = privateKey[64..].ToArray() },
            });
            return new EcdsaIdentity(key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Signs and checks something: the first time takes milliseconds, which need not pass when it counts.</summary>
    public void WarmUp()
    {
        Span<byte> signature = stackalloc byte[SignatureSize];
        Sign("warm"u8, signature);
        EcdsaP256.Signatures.Verify(PublicKey, "warm"u8, signature);
    }

    /// <summary><see cref="PrivateKeySize"/> bytes.</summary>
    public byte[] ToPrivateKey()
    {
        var parameters = _key.ExportParameters(includePrivateParameters: true);
        return [.. parameters.D!, .. PublicKey];
    }

    public override void Sign(ReadOnlySpan<byte> data, Span<byte> signature)
    {
        if (!_key.TrySignData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation, out _))
            throw new ArgumentException("A signature takes 64 bytes.", nameof(signature));
    }

    public void Dispose() => _key.Dispose();

    private static byte[] PublicKeyOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return point is { X.Length: 32, Y.Length: 32 } ? [.. point.X, .. point.Y] : throw new CryptographicException("Not a key of P-256.");
    }
}
