using System.Security.Cryptography;
using System.Text;
using PeerSlot.Gallery;
using PeerSlot.Protocol.Room;

namespace PeerSlot.Settings;

/// <summary>
/// The account's identity: a private key in the manner of RFC 7468, under a label of our own as it is no PKCS #8, in a file that only the account reads.
/// </summary>
public static class IdentityFile
{
    /// <summary>Bytes of the largest file that is looked into; a key takes 200.</summary>
    private const int MaximumSize = 4_096;

    private const string Label = "PEERSLOT PRIVATE KEY";

    /// <summary>Read by hand, RFC 7468 2: finding it by the library has 4 ms of code compiled first.</summary>
    private const string Begin = $"-----BEGIN {Label}-----", End = $"-----END {Label}-----";

    /// <summary>The identity of that data folder. Of several processes that start at once, one makes it and all get the same.</summary>
    /// <exception cref="DataFolderException">The folder or file cannot be made or read.</exception>
    /// <exception cref="SettingsException">The file holds no identity.</exception>
    public static EcdsaIdentity LoadOrCreate(DataFolder folder)
    {
        try
        {
            AtomicFile.CreateFolder(folder.Root);
            return Load(folder.Identity) ?? Create(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataFolderException($"The identity {folder.Identity} cannot be read or made; --data-dir names another folder. {DiskFault.Of(e)}", e);
        }
    }

    private static EcdsaIdentity? Load(string path)
    {
        if (Directory.Exists(path))
            throw new DataFolderException($"{path} is a folder where the identity's file should be. Move it away.");
        if (!File.Exists(path))
            return null;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> bytes = stackalloc byte[MaximumSize];
        var text = Encoding.UTF8.GetString(bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)]);
        return TryRead(text)
            ?? throw new SettingsException($"{path} holds no identity. Delete it, and a new one is made; the others then see you as somebody new.");
    }

    private static EcdsaIdentity? TryRead(string text)
    {
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin + Begin.Length)
            return null;
        try
        {
            return EcdsaIdentity.FromPrivateKey(Convert.FromBase64String(text[(begin + Begin.Length)..end]));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static EcdsaIdentity Create(DataFolder folder)
    {
        var identity = EcdsaIdentity.Create();
        var pem = PemEncoding.WriteString(Label, identity.ToPrivateKey()) + "\n";
        using var part = AtomicFile.Write(folder.Root, ".identity", Encoding.ASCII.GetBytes(pem), ownerOnly: true);
        if (part.TryPublish(folder.Identity))
        {
            RemoveFormer(folder.FormerIdentity);
            return identity;
        }

        identity.Dispose();
        return Load(folder.Identity) ?? throw new IOException("It was there for a moment and is gone.");
    }

    /// <summary>An identity without a key, one line with a random UUID, proved nothing.</summary>
    private static void RemoveFormer(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: <= 64 } && Guid.TryParseExact(File.ReadAllText(path).Trim(), "D", out _))
            File.Delete(path);
    }
}
