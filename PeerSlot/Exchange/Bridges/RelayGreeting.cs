using PeerSlot.Mailslots.Ssh;

namespace PeerSlot.Exchange.Bridges;

/// <summary>What a relay said first.</summary>
/// <param name="Version">Of the program there.</param>
/// <param name="IsUnderstood">Whether it speaks as this one does.</param>
public sealed record RelayGreeting(string Version, bool IsUnderstood)
{
    /// <summary>Null where the stream ends without a greeting.</summary>
    public static RelayGreeting? Read(Stream fromRelay)
    {
        try
        {
            return SshGreeting.TryRead(fromRelay, out var layout, out var version) ? new RelayGreeting(version, layout == SshGreeting.Layout) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
