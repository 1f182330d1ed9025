using PeerSlot.Protocol;

namespace PeerSlot.Tests.Support;

/// <summary>
/// Writes down what a lab's datagrams are: of the whole lab as they are sent, or at one host what it sends and what comes to it after all losses.
/// </summary>
internal sealed class SimulatedCapture(Stream file, SimulatedHost? at)
{
    /// <summary>Names a folder: every lab of the run then leaves <c>seed-N-n.pcap</c> there (docs/hacking.md).</summary>
    private const string FolderVariable = "PEERSLOT_PCAP";

    private static int _labs;

    private readonly PcapWriter _writer = new(file);

    /// <summary>What the variable asks for, or null. Not buffered, so that a failed run is written to its last datagram.</summary>
    public static SimulatedCapture? Wanted(int seed)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { Length: > 0 } folder)
            return null;
        var path = Path.Combine(folder, $"seed-{seed}-{Interlocked.Increment(ref _labs)}.pcap");
        return new SimulatedCapture(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), null);
    }

    public void Sent(TimeSpan now, SimulatedHost from, OutgoingDatagram datagram, byte[] message)
    {
        if (at is null || at == from)
            _writer.Write(now, SimulatedFrame.Build(from.Number, (datagram.To as SimulatedAddress)?.Host, SimulatedFrame.PathOf(datagram), message));
    }

    public void Came(TimeSpan now, SimulatedHost from, SimulatedHost to, OutgoingDatagram datagram, byte[] message)
    {
        if (at == to && from != to)
            _writer.Write(now, SimulatedFrame.Build(from.Number, datagram.To is null ? null : to.Number, SimulatedFrame.PathOf(datagram), message));
    }
}
