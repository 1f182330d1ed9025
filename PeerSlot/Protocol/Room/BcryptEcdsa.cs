using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PeerSlot.Protocol.Room;

/// <summary>
/// ECDSA over P-256 by Windows' bcrypt.dll ("BCryptSignHash", learn.microsoft.com/windows/win32/api/bcrypt). The framework's own class makes its
/// keys by ncrypt.dll, which has none of these under Wine 8.
/// </summary>
internal sealed partial class BcryptEcdsa : ECDsa
{
    private const int FieldSize = 32;

    /// <summary>Bytes of BCRYPT_ECCKEY_BLOB: the magic number and a coordinate's size, both little-endian; then X, Y and perhaps D, big-endian.</summary>
    private const int BlobHead = 8;

    private const uint PublicMagic = 0x31534345, PrivateMagic = 0x32534345;
    private const string PublicBlob = "ECCPUBLICBLOB", PrivateBlob = "ECCPRIVATEBLOB";

    private readonly nint _algorithm;
    private nint _key;

    public BcryptEcdsa()
    {
        Check(BCryptOpenAlgorithmProvider(out _algorithm, "ECDSA_P256", null, 0));
        KeySizeValue = 8 * FieldSize;
    }

    public override void GenerateKey(ECCurve curve)
    {
        Forget();
        Check(BCryptGenerateKeyPair(_algorithm, out _key, 8 * FieldSize, 0));
        Check(BCryptFinalizeKeyPair(_key, 0));
    }

    public override void ImportParameters(ECParameters parameters)
    {
        if (parameters.Q is not { X.Length: FieldSize, Y.Length: FieldSize } point || parameters.D is { Length: not FieldSize })
            throw new CryptographicException("Not a key of P-256.");
        var isPrivate = parameters.D is not null;
        var blob = new byte[BlobHead + (isPrivate ? 3 : 2) * FieldSize];
        BinaryPrimitives.WriteUInt32LittleEndian(blob, isPrivate ? PrivateMagic : PublicMagic);
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(4), FieldSize);
        point.X.CopyTo(blob, BlobHead);
        point.Y.CopyTo(blob, BlobHead + FieldSize);
        parameters.D?.CopyTo(blob, BlobHead + 2 * FieldSize);
        Forget();
        Check(BCryptImportKeyPair(_algorithm, 0, isPrivate ? PrivateBlob : PublicBlob, out _key, blob, blob.Length, 0));
        CryptographicOperations.ZeroMemory(blob);
    }

    public override ECParameters ExportParameters(bool includePrivateParameters)
    {
        var blob = new byte[BlobHead + 3 * FieldSize];
        Check(BCryptExportKey(_key, 0, includePrivateParameters ? PrivateBlob : PublicBlob, blob, blob.Length, out var size, 0));
        if (size != BlobHead + (includePrivateParameters ? 3 : 2) * FieldSize)
            throw new CryptographicException("Not a key of P-256.");
        return new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Field(0), Y = Field(1) },
            D = includePrivateParameters ? Field(2) : null,
        };

        byte[] Field(int number) => blob.AsSpan(BlobHead + number * FieldSize, FieldSize).ToArray();
    }

    public override byte[] SignHash(byte[] hash)
    {
        var signature = new byte[2 * FieldSize];
        Check(BCryptSignHash(_key, 0, hash, hash.Length, signature, signature.Length, out var size, 0));
        return size == signature.Length ? signature : throw new CryptographicException("A signature of P-256 takes 64 bytes.");
    }

    public override bool VerifyHash(byte[] hash, byte[] signature) =>
        BCryptVerifySignature(_key, 0, hash, hash.Length, signature, signature.Length, 0) == 0;

    protected override void Dispose(bool disposing)
    {
        Forget();
        if (disposing)
            _ = BCryptCloseAlgorithmProvider(_algorithm, 0);
        base.Dispose(disposing);
    }

    private void Forget()
    {
        if (_key != 0)
            _ = BCryptDestroyKey(_key);
        _key = 0;
    }

    private static void Check(uint status)
    {
        if (status != 0)
            throw new CryptographicException((int)status);
    }

    [LibraryImport("bcrypt", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint BCryptOpenAlgorithmProvider(out nint algorithm, string name, string? implementation, uint flags);

    [LibraryImport("bcrypt")]
    private static partial uint BCryptCloseAlgorithmProvider(nint algorithm, uint flags);

    [LibraryImport("bcrypt")]
    private static partial uint BCryptGenerateKeyPair(nint algorithm, out nint key, uint bits, uint flags);

    [LibraryImport("bcrypt")]
    private static partial uint BCryptFinalizeKeyPair(nint key, uint flags);

    [LibraryImport("bcrypt")]
    private static partial uint BCryptDestroyKey(nint key);

    [LibraryImport("bcrypt", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint BCryptImportKeyPair(
        nint algorithm, nint importKey, string blobType, out nint key, byte[] blob, int size, uint flags);

    [LibraryImport("bcrypt", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint BCryptExportKey(
        nint key, nint exportKey, string blobType, [Out] byte[] blob, int size, out int written, uint flags);

    [LibraryImport("bcrypt")]
    private static partial uint BCryptSignHash(
        nint key, nint padding, byte[] hash, int hashSize, [Out] byte[] signature, int size, out int written, uint flags);

    [LibraryImport("bcrypt")]
    private static partial uint BCryptVerifySignature(nint key, nint padding, byte[] hash, int hashSize, byte[] signature, int size, uint flags);
}
