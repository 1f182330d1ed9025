using System.Security.Cryptography;
using System.Text;
using PeerSlot.Gallery;
using PeerSlot.Protocol.Room;

namespace PeerSlot.Settings;

/// <summary>
/// A room's key, kept in a file that only the account reads, so that not each start takes the 0.2 s that the passphrase's derivation takes. Another
/// passphrase makes a new key, which replaces it.
/// </summary>
/// <remarks>
/// <code>
///  offset  0      16      48    80
///          +------+-------+-----+
///          | salt | check | key |
///          |  16  |  32   | 32  |
///          +------+-------+-----+
/// </code>
/// check: PBKDF2-SHA-256 of passphrase and salt, 10,000 rounds (3 ms). Limitation: who reads the file has the room's key, and can also try passphrases
/// 60 times faster than somebody on the network.
/// </remarks>
public static class RoomKeyFile
{
    private const int SaltSize = 16;
    private const int CheckSize = 32;
    private const int CheckRounds = 10_000;
    private const int FileSize = SaltSize + CheckSize + RoomKey.Size;

    /// <summary>The key of a room. A file that cannot be read or written costs time and nothing else.</summary>
    /// <param name="wasKept">It came from the file.</param>
    public static RoomKey LoadOrDerive(DataFolder folder, string roomName, string passphrase, out bool wasKept)
    {
        var path = folder.RoomKeyOf(roomName);
        wasKept = true;
        if (TryLoad(path, passphrase) is { } kept)
            return kept;
        wasKept = false;
        var key = RoomKey.FromPassphrase(passphrase, roomName);
        TryKeep(folder.Root, path, passphrase, key);
        return key;
    }

    private static RoomKey? TryLoad(string path, string passphrase)
    {
        try
        {
            if (!File.Exists(path))
                return null;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            Span<byte> bytes = stackalloc byte[FileSize];
            if (stream.Length != FileSize || stream.ReadAtLeast(bytes, FileSize, throwOnEndOfStream: false) != FileSize)
                return null;
            var check = Check(passphrase, bytes[..SaltSize]);
            return CryptographicOperations.FixedTimeEquals(check, bytes.Slice(SaltSize, CheckSize)) ? new RoomKey(bytes[^RoomKey.Size..]) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whole or not at all; of several processes the last one's stays, and they are equal.</summary>
    private static void TryKeep(string folder, string path, string passphrase, RoomKey key)
    {
        try
        {
            AtomicFile.CreateFolder(folder);
            var salt = RandomNumberGenerator.GetBytes(SaltSize);
            byte[] content = [.. salt, .. Check(passphrase, salt), .. key.Bytes];
            using var part = AtomicFile.Write(folder, ".room", content, ownerOnly: true);
            File.Move(part.HiddenPath, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next start derives it again.
        }
    }

    private static byte[] Check(string passphrase, ReadOnlySpan<byte> salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase), salt, CheckRounds, HashAlgorithmName.SHA256, CheckSize);
}
