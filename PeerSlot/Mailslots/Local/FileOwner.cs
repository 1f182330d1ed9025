using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace PeerSlot.Mailslots.Local;

/// <summary>Whose a file is, which .NET does not tell.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class FileOwner
{
    // statx(2): its structure is the same on every processor, unlike that of stat(2).
    private const int AtFdCwd = -100;
    private const int AtSymlinkNoFollow = 0x100;
    private const uint StatxUid = 0x8;
    private const int StatxSize = 256;
    private const int UidOffset = 20;

    /// <summary>Of the link itself where it is one. Where the system cannot be asked (macOS), only the owner may change the mode.</summary>
    public static bool IsThisUser(string path)
    {
        if (!OperatingSystem.IsLinux())
            return true;
        var stat = new byte[StatxSize];
        return Statx(AtFdCwd, path, AtSymlinkNoFollow, StatxUid, stat) == 0
            && BinaryPrimitives.ReadUInt32LittleEndian(stat.AsSpan(UidOffset)) == GetEffectiveUserId();
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte[] stat);
}
