using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Room;

/// <summary>Who we are: a key pair that signs what we announce and send. The private key stays inside.</summary>
public abstract class Identity
{
    /// <summary>Bytes of a public key: X and Y of a point of P-256, big-endian, without the 04 before them (SEC 1, section 2.3.3).</summary>
    public const int PublicKeySize = 64;

    /// <summary>Bytes of a signature: r and s, 32 each (IEEE P1363), so that each is equally long.</summary>
    public const int SignatureSize = 64;

    private readonly byte[] _publicKey;

    protected Identity(ReadOnlySpan<byte> publicKey)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(publicKey.Length, PublicKeySize, nameof(publicKey));
        _publicKey = publicKey.ToArray();
        Peer = PeerId.FromPublicKey(publicKey);
    }

    public PeerId Peer { get; }

    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>The fingerprint that people compare.</summary>
    public string Words => KeyWords.Of(Peer);

    /// <param name="data">What is signed.</param>
    /// <param name="signature"><see cref="SignatureSize"/> bytes.</param>
    public abstract void Sign(ReadOnlySpan<byte> data, Span<byte> signature);
}

/// <summary>Checks signatures. A machine asks <see cref="LocalSession.TryVerify"/>, which bounds the work.</summary>
public interface ISignatures
{
    /// <summary>False for a key that is none as well.</summary>
    bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);
}
