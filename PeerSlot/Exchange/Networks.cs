using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Lan;
using PeerSlot.Mailslots.Memory;

namespace PeerSlot.Exchange;

/// <summary>The drivers by their names on the command line.</summary>
public static class Networks
{
    /// <summary>What <c>--network</c> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["lan", "memory"];

    /// <summary>Opens each network; one that cannot be opened stops nothing while another can.</summary>
    /// <param name="trouble">What could not be opened, in plain sentences.</param>
    /// <exception cref="MailslotException">None could be opened.</exception>
    public static IReadOnlyList<IMailslotDriver> Open(IEnumerable<string> names, LanSettings lan, out IReadOnlyList<string> trouble)
    {
        var drivers = new List<IMailslotDriver>();
        var failures = new List<MailslotException>();
        foreach (var name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                drivers.Add(Open(name, lan));
            }
            catch (MailslotException e)
            {
                failures.Add(e);
            }
        }

        trouble = failures.ConvertAll(f => f.Message);
        if (drivers.Count == 0 && failures.Count > 0)
            throw failures[0];
        return drivers;
    }

    private static IMailslotDriver Open(string name, LanSettings lan) => name.ToLowerInvariant() switch
    {
        "lan" => LanDriver.Open(lan),
        "memory" => new MemoryNetwork(new MemoryNetworkSettings(), TimeProvider.System).AddMachine("localhost"),
        _ => throw new MailslotException(MailslotError.NetworkUnavailable, $"There is no network \"{name}\": use {string.Join(" or ", Names)}."),
    };
}
