using System.Globalization;

namespace PeerSlot.Tests.Support;

/// <summary>
/// Machines of a test: network namespaces on a bridge in a namespace of its own, so that no datagram leaves them. Needs root, iproute2 and
/// nftables (<see cref="Missing"/> tells).
/// </summary>
public sealed class LabNetwork : IDisposable
{
    private static int _count;
    private readonly string _name = $"ps{Environment.ProcessId}x{Interlocked.Increment(ref _count)}";
    private readonly int _machines;

    /// <param name="machines">How many, 1 to 40.</param>
    /// <param name="lossPercent">Random loss at each machine's input.</param>
    public LabNetwork(int machines, int lossPercent = 0)
    {
        _machines = machines;
        try
        {
            Ip($"netns add {_name}-sw");
            Ip($"-n {_name}-sw link add br0 type bridge mcast_snooping 0");
            Ip($"-n {_name}-sw link set br0 up");
            for (var i = 0; i < machines; i++)
                Plug(i, lossPercent);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What must be installed or done before; null = nothing.</summary>
    public static string? Missing =>
        !OperatingSystem.IsLinux() ? "network namespaces are Linux's"
        : !Tools.IsRoot ? "network namespaces need root: run the tests as root"
        : !Tools.Exists("ip") ? "ip is missing: apt-get install iproute2"
        : !Tools.Exists("nft") ? "nft is missing: apt-get install nftables"
        : null;

    /// <summary>What runs a program on a machine.</summary>
    public string[] On(int machine) => ["ip", "netns", "exec", Namespace(machine)];

    public static string AddressOf(int machine) => $"10.99.0.{machine + 1}";

    public void Dispose()
    {
        for (var i = 0; i < _machines; i++)
            Tools.TryRun("ip", "netns", "del", Namespace(i));
        Tools.TryRun("ip", "netns", "del", $"{_name}-sw");
    }

    private string Namespace(int machine) => $"{_name}-m{machine.ToString(CultureInfo.InvariantCulture)}";

    private void Plug(int i, int lossPercent)
    {
        var ns = Namespace(i);
        Ip($"netns add {ns}");
        Ip($"-n {ns} link set lo up");
        Ip($"-n {ns} link add eth0 type veth peer name p{i} netns {_name}-sw");
        Ip($"-n {ns} addr add {AddressOf(i)}/24 broadcast + dev eth0");
        Ip($"-n {ns} link set eth0 up");
        Ip($"-n {_name}-sw link set p{i} master br0 up");
        if (lossPercent > 0)
        {
            Tools.Run(
                "ip", "netns", "exec", ns, "nft",
                $"add table inet lab; add chain inet lab in {{ type filter hook input priority 0; }}; " +
                $"add rule inet lab in iifname \"eth0\" numgen random mod 100 < {lossPercent} drop");
        }
    }

    private static void Ip(string arguments) => Tools.Run("ip", arguments.Split(' '));
}
