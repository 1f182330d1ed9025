using System.Text;
using PeerSlot.Gallery;

namespace PeerSlot.Settings;

/// <summary>The account's identity, one line with a random UUID (RFC 9562, version 4), in a file that only the account reads.</summary>
public static class IdentityFile
{
    /// <summary>Bytes of the largest file that is looked into.</summary>
    private const int MaximumSize = 256;

    /// <summary>The identity of that data folder. Of several processes that start at once, one makes it and all get the same.</summary>
    /// <exception cref="SettingsException">The folder or file cannot be made or read, or the file holds no identity.</exception>
    public static Guid LoadOrCreate(DataFolder folder)
    {
        try
        {
            AtomicFile.CreateFolder(folder.Root);
            return Load(folder.Identity) ?? Create(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(
                $"The identity {folder.Identity} cannot be read or made: {e.Message} Choose another folder with --data-dir, or mend its permissions.",
                e);
        }
    }

    private static Guid? Load(string path)
    {
        if (Directory.Exists(path))
            throw new SettingsException($"{path} is a folder where the identity's file should be. Move it away.");
        if (!File.Exists(path))
            return null;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> bytes = stackalloc byte[MaximumSize];
        var text = Encoding.UTF8.GetString(bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)]);
        if (!Guid.TryParseExact(text.Trim(), "D", out var id) || id == Guid.Empty)
            throw new SettingsException($"{path} holds no identity. Delete it, and a new one is made; the others then see you as somebody new.");
        return id;
    }

    private static Guid Create(DataFolder folder)
    {
        var id = Guid.NewGuid();
        using var part = AtomicFile.Write(folder.Root, ".identity", Encoding.ASCII.GetBytes($"{id:D}\n"), ownerOnly: true);
        if (part.TryPublish(folder.Identity))
            return id;
        return Load(folder.Identity) ?? throw new IOException("It was there for a moment and is gone.");
    }
}
