using System.Security.Cryptography;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Lan;

namespace PeerSlot.Exchange;

/// <summary>Writes to everybody on one card after the other, and listens whether that comes back, as it does where nothing is in its way.</summary>
public static class CardCheck
{
    /// <summary>A message of our own comes back within a millisecond.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    private const int Tries = 3;

    /// <param name="cards">Names of cards; those that cannot be opened are left out.</param>
    public static IEnumerable<(string Card, bool Heard)> Run(IEnumerable<string> cards, int port)
    {
        foreach (var card in cards)
        {
            if (IsHeard(card, port) is { } heard)
                yield return (card, heard);
        }
    }

    /// <summary>The cards that <c>lan</c> would try.</summary>
    public static IReadOnlyList<string> Cards(IReadOnlyList<string> named) =>
        named.Count > 0 ? named : [.. Card.Present().Where(c => c is { IsUp: true, IsLoopback: false }).Select(c => c.Name)];

    /// <summary>The last UDP port of the network <c>lan</c>, whose first is <paramref name="port"/>.</summary>
    public static int LastPort(int port) => port + new LanSettings().OwnPorts;

    private static bool? IsHeard(string card, int port)
    {
        try
        {
            using var driver = LanDriver.Open(new LanSettings { Port = port, Interfaces = [card] });
            var slot = $@"peerslot\doctor-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
            using var server = driver.CreateServer(MailslotPath.Local(slot), maximumMessageSize: 0, Patience);
            using var everybody = driver.OpenClient(MailslotPath.Everybody(slot));
            var buffer = new byte[MailslotLimits.LargestMessage];
            for (var i = 0; i < Tries; i++)
            {
                everybody.Write("are you there?"u8);
                if (server.Read(buffer, out _) == MailslotReadResult.Message)
                    return true;
            }

            return false;
        }
        catch (MailslotException)
        {
            return null; // Its own finding says why.
        }
    }
}
