using System.Net.Sockets;
using System.Runtime.Versioning;
using PeerSlot.Mailslots.Machine;

namespace PeerSlot.Mailslots.Local;

/// <summary>The bare slots of a user on Unix: datagram sockets in a folder.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class LocalSlots(string folder) : IMachineSlots
{
    public string Folder => folder;

    public string Computer => ".";

    public int LargestRemoteMessage => 0;

    public int TryCreate(string name, int maximumMessageSize, out IMachineSlot? slot)
    {
        slot = null;
        var path = SlotFileName.Of(folder, name);
        try
        {
            if (SlotLock.TryTake(path + SlotFileName.LockSuffix) is not { } ownership)
                return Win32Error.AlreadyExists;
            slot = LocalSlot.Bind(path + SlotFileName.SocketSuffix, ownership);
            return Win32Error.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SocketException)
        {
            return Win32Error.AccessDenied;
        }
    }

    public int TryOpen(MailslotPath path, out IMachineWriter? writer)
    {
        writer = null;
        return path.Scope == MailslotScope.Local
            ? LocalWriter.TryConnect(SlotFileName.Of(folder, path.Name) + SlotFileName.SocketSuffix, out writer)
            : Win32Error.BadNetworkPath;
    }

    public MailslotException Failure(int error, MailslotPath path) => error switch
    {
        Win32Error.AlreadyExists => new(
            MailslotError.AlreadyExists,
            $"The slot {path} exists already: another PeerSlot of this user has it. End that one, or take another name; one can write to it."),
        Win32Error.FileNotFound => new(
            MailslotError.FileNotFound, $"There is no slot {path} on this machine. Start its reader first (peerslot slot create {path})."),
        Win32Error.BadNetworkPath => new(
            MailslotError.BadNetworkPath, $@"{path} is on another machine, and the network local ends at this one. Use the network lan, or \\.\."),
        Win32Error.SemaphoreTimeout => new(
            MailslotError.SemaphoreTimeout,
            $"The reader of {path} does not read, and {SlotWriter.LongestQueue} messages wait for it. Other slots can be written to."),
        Win32Error.InvalidUserBuffer => new(
            MailslotError.MessageTooLarge, $"The message is too large for {path}: the system has no room for it in one piece."),
        _ => new(
            (MailslotError)error,
            $"The slot {path} cannot be used: its files in {folder} cannot be opened. Look at that folder's rights and room."),
    };

    public void RemoteWriteFailed(int error)
    {
        // There is nothing remote here.
    }

    public void Dispose()
    {
        // The slots close their own sockets.
    }
}
