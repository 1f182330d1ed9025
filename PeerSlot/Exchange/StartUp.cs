using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using PeerSlot.Protocol.Room;

namespace PeerSlot.Exchange;

/// <summary>What a sending needs of the system and takes long the first time, on a second core while the command line is being read.</summary>
internal static class StartUp
{
    public static void Warm(string[] args)
    {
        if (args is ["send", ..] && Array.IndexOf(args, "--help") < 0)
            Task.Run(Warm);
    }

    private static void Warm()
    {
        try
        {
            // OpenSSL and the first signature, 8 ms; the sockets' first use, 5 ms; the list of cards, 7 ms and 1 ms the second time (measured).
            using var identity = EcdsaIdentity.Create();
            identity.Sign([], stackalloc byte[64]);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            foreach (var card in NetworkInterface.GetAllNetworkInterfaces())
                card.GetIPProperties();
            // Vector code is compiled where it runs: 3 ms for addresses as text and hex digits.
            _ = IPAddress.Parse(IPAddress.Loopback.ToString());
            _ = Convert.FromHexString(Convert.ToHexStringLower(SHA256.HashData([])));
        }
        catch (Exception e) when (e is CryptographicException or NetworkInformationException or SocketException or TypeInitializationException or DllNotFoundException)
        {
            // Who needs it says so.
        }
    }
}
