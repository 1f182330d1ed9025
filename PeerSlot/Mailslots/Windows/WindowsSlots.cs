using System.Runtime.Versioning;
using PeerSlot.Mailslots.Machine;

namespace PeerSlot.Mailslots.Windows;

/// <summary>The kernel's slots.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsSlots : IMachineSlots
{
    public WindowsSlots()
    {
        var error = TryOpen(MailslotPath.Everybody(@"peerslot\hello"), out var writer);
        writer?.Dispose();
        Remote = new RemoteMailslots(error == Win32Error.Success && Computer == "." ? Win32Error.InvalidName : error);
    }

    public RemoteMailslots Remote { get; }

    /// <summary>The NetBIOS name. What a frame cannot hold is <c>.</c>, which others must not answer to: then nothing leaves it.</summary>
    public string Computer { get; } = Environment.MachineName.ToUpperInvariant() is { Length: <= MachineFrame.LongestComputer } name
        && MachineFrame.IsComputer(System.Text.Encoding.UTF8.GetBytes(name)) ? name : ".";

    public int LargestRemoteMessage => Remote.Works ? RemoteMailslots.LargestMessage : 0;

    public int TryCreate(string name, int maximumMessageSize, out IMachineSlot? slot) =>
        WindowsSlot.TryCreate(MailslotPath.Local(name).ToString(), maximumMessageSize, out slot);

    public int TryOpen(MailslotPath path, out IMachineWriter? writer) => WindowsWriter.TryOpen(path.ToString(), out writer);

    public MailslotException Failure(int error, MailslotPath path) => WindowsErrors.Failure(error, path);

    public void RemoteWriteFailed(int error) => Remote.Failed(error);

    public void Dispose()
    {
        // The kernel has nothing of ours but the slots, which close their own handles.
    }
}
