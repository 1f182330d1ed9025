using PeerSlot.Exchange.Bridges;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Lan;
using PeerSlot.Mailslots.Local;
using PeerSlot.Mailslots.Memory;
using PeerSlot.Mailslots.Windows;

namespace PeerSlot.Exchange;

/// <summary>Which networks to use, and how.</summary>
/// <param name="Names">What <c>--network</c> names.</param>
/// <param name="Interfaces">Network cards of <c>lan</c>; none = all.</param>
/// <param name="Port">First UDP port of <c>lan</c>.</param>
public sealed record NetworkChoice(IReadOnlyList<string> Names, IReadOnlyList<string> Interfaces, int Port)
{
    /// <summary>Places of <c>lan</c> where multicast does not reach (<see cref="IRoom.AddPeer"/>).</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>The network <c>ssh</c>, one more; null = none.</summary>
    public Bridge? Bridge { get; init; }
}

/// <summary>A room that cannot be entered: the message says what was tried and what to do.</summary>
public sealed class RoomException(Text text, Exception? inner = null) : WordedException(text, inner);

/// <summary>The drivers by their names on the command line.</summary>
internal static class Networks
{
    /// <summary>The network of <c>\\.\mailslot\</c> on this machine.</summary>
    public static string Machine => OperatingSystem.IsWindows() ? "windows" : "local";

    /// <summary>Networks that settings may name and this build does not carry.</summary>
    public static bool IsInThisBuild(string name) => name is not ("netbios" or "amqp");

    public static Text NotInThisBuild(string name) =>
        $"This build does not have the network {name}: use lan for other machines, or {Machine} for the programs of this one.";

    /// <exception cref="MailslotException">It cannot be opened.</exception>
    public static IMailslotDriver OpenMachine() => OperatingSystem.IsWindows() ? WindowsDriver.Open() : LocalDriver.Open();

    /// <summary>Opens each network; one that cannot be opened stops nothing while another can.</summary>
    /// <param name="trouble">What could not be opened, in plain sentences.</param>
    /// <exception cref="RoomException">None could be opened.</exception>
    public static IReadOnlyList<IMailslotDriver> Open(NetworkChoice choice, out IReadOnlyList<Text> trouble)
    {
        var drivers = new List<IMailslotDriver>();
        var failures = new List<MailslotException>();
        foreach (var name in choice.Names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                drivers.Add(Open(name, choice));
            }
            catch (MailslotException e)
            {
                failures.Add(e);
            }
        }

        if (choice.Bridge is { } bridge)
            drivers.Add(bridge.Driver);
        trouble = failures.ConvertAll(f => f.Text);
        return drivers.Count > 0 ? drivers : throw new RoomException(failures[0].Text, failures[0]);
    }

    private static IMailslotDriver Open(string name, NetworkChoice choice) => name.ToLowerInvariant() switch
    {
        "lan" => LanDriver.Open(new LanSettings { Port = choice.Port, Interfaces = choice.Interfaces }),
        "memory" => new MemoryDriver(new MemoryNetwork(new MemoryNetworkSettings(), TimeProvider.System), "localhost"),
        "windows" or "local" when name.Equals(Machine, StringComparison.OrdinalIgnoreCase) => OpenMachine(),
        "windows" => throw Unavailable(
            @"The network windows exists on Windows only. Here local carries \\.\mailslot\ between the programs of this machine, and lan reaches other machines."),
        "local" => throw Unavailable("The network local stands in for Windows' mailslots on Unix. On Windows, use windows itself."),
        _ => throw Unavailable(NotInThisBuild(name)),
    };

    private static MailslotException Unavailable(Text why) => new(MailslotError.NetworkUnavailable, why);
}
