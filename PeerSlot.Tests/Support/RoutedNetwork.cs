using System.Globalization;

namespace PeerSlot.Tests.Support;

/// <summary>
/// Two networks of machines (network namespaces) with a router between them, which carries what goes to one and nothing that goes to everybody. Needs
/// what <see cref="LabNetwork"/> needs.
/// </summary>
public sealed class RoutedNetwork : IDisposable
{
    private static int _count;
    private readonly string _name = $"pr{Environment.ProcessId}x{Interlocked.Increment(ref _count)}";
    private readonly int _machines;

    /// <param name="machines">In each of the two networks, 1 to 20.</param>
    public RoutedNetwork(int machines)
    {
        _machines = machines;
        try
        {
            Ip($"netns add {Router}");
            for (var network = 0; network < 2; network++)
            {
                Ip($"-n {Router} link add br{network} type bridge mcast_snooping 0");
                Ip($"-n {Router} addr add 10.98.{network}.254/24 dev br{network}");
                Ip($"-n {Router} link set br{network} up");
                for (var i = 0; i < machines; i++)
                    Plug(network, i);
            }

            Tools.Run("ip", "netns", "exec", Router, "sysctl", "-qw", "net.ipv4.ip_forward=1");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private string Router => $"{_name}-r";

    /// <summary>What runs a program on a machine.</summary>
    public string[] On(int network, int machine) => ["ip", "netns", "exec", Namespace(network, machine)];

    public static string AddressOf(int network, int machine) => $"10.98.{network}.{machine + 1}";

    public void Dispose()
    {
        for (var network = 0; network < 2; network++)
        {
            for (var i = 0; i < _machines; i++)
                Tools.TryRun("ip", "netns", "del", Namespace(network, i));
        }

        Tools.TryRun("ip", "netns", "del", Router);
    }

    private string Namespace(int network, int machine) =>
        string.Create(CultureInfo.InvariantCulture, $"{_name}-{(network == 0 ? 'a' : 'b')}{machine}");

    private void Plug(int network, int machine)
    {
        var ns = Namespace(network, machine);
        Ip($"netns add {ns}");
        Ip($"-n {ns} link set lo up");
        Ip($"-n {ns} link add eth0 type veth peer name p{network}x{machine} netns {Router}");
        Ip($"-n {ns} addr add {AddressOf(network, machine)}/24 broadcast + dev eth0");
        Ip($"-n {ns} link set eth0 up");
        Ip($"-n {Router} link set p{network}x{machine} master br{network} up");
        Ip($"-n {ns} route add default via 10.98.{network}.254");
    }

    private static void Ip(string arguments) => Tools.Run("ip", arguments.Split(' '));
}
