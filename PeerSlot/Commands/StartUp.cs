using System.Net.NetworkInformation;
using System.Security.Cryptography;

namespace PeerSlot.Commands;

/// <summary>What a sending needs of the system and takes long the first time, on a second core while the command line is being read.</summary>
internal static class StartUp
{
    public static void Warm(string[] args)
    {
        if (args is ["send", ..])
            Task.Run(Warm);
    }

    private static void Warm()
    {
        try
        {
            // OpenSSL is loaded: 5 to 8 ms. Then the cards are listed: 7 ms, 1 ms the second time (measured).
            SHA256.HashData([]);
            using var key = ECDsa.Create();
            foreach (var card in NetworkInterface.GetAllNetworkInterfaces())
                card.GetIPProperties();
        }
        catch (Exception e) when (e is CryptographicException or NetworkInformationException or TypeInitializationException or DllNotFoundException)
        {
            // Who needs it says so.
        }
    }
}
