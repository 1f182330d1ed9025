using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PeerSlot.Tests.Support;

/// <summary>Common arguments that keep a test's processes on loopback and to themselves: a free range of ports and a room of their own.</summary>
public sealed class LoopbackRoom
{
    private static int _next = Random.Shared.Next(0, 400);

    public LoopbackRoom()
    {
        Port = FreePort();
        Name = $"test-{Port.ToString(CultureInfo.InvariantCulture)}";
    }

    public int Port { get; }

    public string Name { get; }

    public string[] Arguments => ["--interface", "lo", "--port", Port.ToString(CultureInfo.InvariantCulture), "--room", Name];

    /// <summary>The arguments of one member: its own data folder and name.</summary>
    public string[] Member(TemporaryFolder folder, string name) => [.. Arguments, "--data-dir", folder.Sub(name), "--name", name];

    /// <summary>The first of 40 ports that nobody has now. Parallel tests take ranges one after the other.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = 20_000 + Interlocked.Increment(ref _next) % 500 * 40;
            try
            {
                using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                probe.Bind(new IPEndPoint(IPAddress.Any, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next range.
            }
        }
    }
}
