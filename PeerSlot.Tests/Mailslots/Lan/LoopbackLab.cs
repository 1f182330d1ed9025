using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using PeerSlot.Mailslots.Lan;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Lan;

/// <summary>
/// A block of UDP ports that no other test and no other program uses, for drivers that never leave the loopback card. An
/// exclusive socket on the block's last port is the claim to it, valid between all processes of the machine.
/// </summary>
internal sealed class LoopbackLab : IDisposable
{
    private const int BlockSize = 64;

    /// <summary>Below the ports that systems give away by themselves (Linux: from 32768).</summary>
    private const int FirstBlock = 10_048;
    private const int Blocks = 340;

    private readonly Socket _claim;

    public LoopbackLab(int ownPorts = 32)
    {
        for (var attempt = 0; ; attempt++)
        {
            var port = FirstBlock + (Random.Shared.Next(Blocks) * BlockSize);
            var claim = Unbound();
            if (CanBind(claim, port + BlockSize - 1) && Enumerable.Range(port, ownPorts + 1).All(IsFree))
            {
                _claim = claim;
                Settings = new LanSettings { Port = port, OwnPorts = ownPorts, Interfaces = [LoopbackName] };
                return;
            }

            claim.Dispose();
            Assert.True(attempt < 1_000, "No free block of UDP ports.");
        }
    }

    public static string LoopbackName { get; } =
        NetworkInterface.GetAllNetworkInterfaces().First(c => c.NetworkInterfaceType == NetworkInterfaceType.Loopback).Name;

    public LanSettings Settings { get; }

    public int SharedPort => Settings.Port;

    public LanDriver Open() => LanDriver.Open(Settings);

    /// <summary>A socket as another program has it: exclusive, on every address.</summary>
    public static Socket Occupy(int port)
    {
        var socket = Unbound();
        socket.Bind(new IPEndPoint(IPAddress.Any, port));
        return socket;
    }

    public static Socket Unbound() => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public void Dispose() => _claim.Dispose();

    private static bool IsFree(int port)
    {
        using var socket = Unbound();
        return CanBind(socket, port);
    }

    private static bool CanBind(Socket socket, int port)
    {
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
