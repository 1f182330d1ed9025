namespace PeerSlot.Mailslots;

/// <summary>
/// One network that carries mailslots: <c>lan</c> (UDP), <c>memory</c> (this process), later Windows' kernel and others.
/// The conformance suite of the tests runs against every driver.
/// </summary>
/// <remarks>
/// A mailslot is one-way and unreliable by contract: a write that succeeds says nothing about arrival, and a reply goes to
/// the other side's own slot. All members may be called from any thread.
/// </remarks>
public interface IMailslotDriver : IDisposable
{
    /// <summary>The name on the command line, in settings and in JSON: <c>lan</c>, <c>memory</c>.</summary>
    string Network { get; }

    /// <summary>What this network can and cannot do.</summary>
    DriverCapabilities Capabilities { get; }

    /// <summary>What could be opened and what could not, a line each card or port, for <c>doctor</c> and error messages.</summary>
    IReadOnlyList<DriverFinding> Findings { get; }

    /// <summary>CreateMailslot: the reading end. Only local paths (<c>\\.\mailslot\name</c>) can be created.</summary>
    /// <param name="path">A local path.</param>
    /// <param name="maximumMessageSize">Largest message in bytes that may be written; 0 = any size.</param>
    /// <param name="readTimeout">How long a read waits: zero = not at all, <see cref="Timeout.InfiniteTimeSpan"/> = forever.</param>
    /// <exception cref="MailslotException">AlreadyExists (183), InvalidName (123) or PathNotFound (3).</exception>
    IMailslotServer CreateServer(MailslotPath path, int maximumMessageSize, TimeSpan readTimeout);

    /// <summary>CreateFile: the writing end, to a slot of this machine, of a named machine, or of everybody.</summary>
    /// <exception cref="MailslotException">FileNotFound (2) for a local slot that does not exist, BadNetworkPath (53).</exception>
    IMailslotClient OpenClient(MailslotPath path);

    /// <summary>A writing end to the slot <paramref name="slotName"/> of the process that a message came from.</summary>
    IMailslotClient OpenClient(MailslotAddress address, string slotName);
}

/// <summary>What a network can and cannot do.</summary>
/// <param name="MaximumMessageSize">Largest message in bytes, protocol header included, that this network carries safely.</param>
/// <param name="ReachesOtherMachines">False for drivers that stay inside this machine or process.</param>
/// <param name="OneServerPerMachine">True where a second process gets error 183 for the same name (rule 4 of mailslots).</param>
/// <param name="SupportsBroadcast">Whether <c>\\*\mailslot\name</c> reaches everybody.</param>
/// <param name="BitsPerSecond">The link's speed as far as known; 0 = unknown.</param>
public sealed record DriverCapabilities(
    int MaximumMessageSize, bool ReachesOtherMachines, bool OneServerPerMachine, bool SupportsBroadcast, long BitsPerSecond)
{
    /// <summary>Whether opening a local slot that does not exist fails with error 2 (rule 5); false where only the network could tell.</summary>
    public bool KnowsLocalSlots { get; init; }
}

/// <summary>One thing that a driver tried when it started.</summary>
/// <param name="Subject">The card or port: <c>eth0 (192.168.7.12)</c>.</param>
/// <param name="Works">Whether it can be used.</param>
/// <param name="Message">One plain sentence; where it does not work, with the remedy.</param>
public sealed record DriverFinding(Text Subject, bool Works, Text Message);
