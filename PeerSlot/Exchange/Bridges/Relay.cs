using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Lan;
using PeerSlot.Mailslots.Ssh;

namespace PeerSlot.Exchange.Bridges;

/// <summary>The far end of a <see cref="Bridge"/>, in the network <c>lan</c> of this machine.</summary>
public static class Relay
{
    /// <summary>Serves one bridge until it hangs up.</summary>
    /// <exception cref="RoomException">The network cannot be opened.</exception>
    /// <exception cref="IOException">Nobody listens.</exception>
    public static void Serve(NetworkChoice networks, Stream fromBridge, Stream toBridge, string version)
    {
        try
        {
            using var lan = LanDriver.Open(new LanSettings { Port = networks.Port, Interfaces = networks.Interfaces });
            SshRelay.Run(lan, fromBridge, toBridge, version);
        }
        catch (MailslotException e)
        {
            throw new RoomException(e.Text, e);
        }
    }
}
