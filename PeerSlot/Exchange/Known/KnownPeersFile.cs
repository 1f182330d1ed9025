using System.Text;
using PeerSlot.Gallery;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Exchange.Known;

/// <summary>
/// The known peers on the disk: a line each with identity, flags (<c>t</c> trusted, <c>m</c> muted, <c>-</c>), name, and where there is one what the
/// person calls it, tabs between. Replaced whole;
/// a lock beside it keeps several processes from losing each other's changes.
/// </summary>
internal static class KnownPeersFile
{
    /// <summary>Bytes: 2,000 lines of 64 and a long name each.</summary>
    private const int MaximumSize = 1 << 20;

    /// <summary>With pauses of 10 ms, three seconds: each holder writes one small file.</summary>
    private const int LockTries = 300;

    /// <summary>What is there; nothing where there is no file or none that can be read.</summary>
    public static KnownPeerList Load(string path)
    {
        try
        {
            if (!File.Exists(path))
                return KnownPeerList.Empty;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var bytes = new byte[Math.Min(stream.Length, MaximumSize)];
            return Parse(Encoding.UTF8.GetString(bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return KnownPeerList.Empty;
        }
    }

    /// <summary>Applies a change to what is on the disk now.</summary>
    /// <param name="pause">Waits a little for another process to be done.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public static void Update(string path, Func<KnownPeerList, KnownPeerList> change, Action pause)
    {
        var folder = Path.GetDirectoryName(path)!;
        AtomicFile.CreateFolder(folder);
        using var held = Lock(path + ".lock", pause);
        var before = Load(path);
        var after = change(before);
        if (ReferenceEquals(after, before))
            return;
        using var part = AtomicFile.Write(folder, ".known-peers", Encoding.UTF8.GetBytes(Format(after)), ownerOnly: true);
        File.Move(part.HiddenPath, path, overwrite: true);
    }

    internal static KnownPeerList Parse(string text)
    {
        var peers = new List<KnownPeer>();
        foreach (var line in text.Split('\n'))
        {
            if (line.Split('\t') is not [var id, var flags, var name, .. var more] || !Guid.TryParseExact(id, "D", out var identity) || identity == Guid.Empty)
                continue;
            peers.Add(new KnownPeer(identity, HarmlessText.Nickname(name, new PeerId(identity)), flags.Contains('t'), flags.Contains('m'))
            {
                Petname = more.Length > 0 ? HarmlessText.Clean(more[0], HarmlessText.NicknameColumns) : "",
            });
            if (peers.Count == KnownPeerList.Maximum)
                break;
        }

        return new KnownPeerList(peers.DistinctBy(p => p.Id).ToList());
    }

    internal static string Format(KnownPeerList list)
    {
        var text = new StringBuilder();
        foreach (var peer in list.Peers)
        {
            text.Append($"{peer.Id:D}\t{(peer.IsTrusted ? "t" : peer.IsMuted ? "m" : "-")}\t{peer.Nickname}");
            text.Append(peer.Petname.Length == 0 ? "\n" : $"\t{peer.Petname}\n");
        }

        return text.ToString();
    }

    /// <summary>A file that one process at a time holds open (flock, or no sharing on Windows); it ends with its process.</summary>
    private static FileStream Lock(string path, Action pause)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException) when (tries < LockTries)
            {
                pause();
            }
        }
    }
}
