using System.Security.Cryptography;
using PeerSlot.Mailslots;

namespace PeerSlot.Exchange;

/// <summary>Whether the mailslots of this machine work, and on Windows those to other computers.</summary>
public static class MachineSlotCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static IEnumerable<NetworkFinding> Run()
    {
        var network = Networks.Machine;
        var name = $"doctor-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        IMailslotDriver driver;
        var findings = new List<NetworkFinding>();
        try
        {
            driver = Networks.OpenMachine();
        }
        catch (MailslotException e)
        {
            return [new NetworkFinding(network, "slots of this machine", false, e.Text)];
        }

        using (driver)
        {
            findings.Add(Try(network, "slots of this machine", () => OnThisMachine(driver, name)));
            if (OperatingSystem.IsWindows())
                findings.Add(Try(network, "slots of other computers", () => ToOthers(driver, name)));
        }

        return findings;
    }

    private static NetworkFinding Try(string network, Text subject, Func<Text> work)
    {
        try
        {
            return new NetworkFinding(network, subject, true, work());
        }
        catch (MailslotException e)
        {
            return new NetworkFinding(network, subject, false, e.Text);
        }
    }

    private static Text OnThisMachine(IMailslotDriver driver, string name)
    {
        var path = MailslotPath.Local(name);
        using var server = driver.CreateServer(path, maximumMessageSize: 0, Patience);
        using var client = driver.OpenClient(path);
        client.Write("are you there?"u8);
        return server.Read(new byte[MailslotLimits.LargestMessage], out _) == MailslotReadResult.Message
            ? @"What is written to \\.\mailslot\ is read."
            : throw new MailslotException(
                MailslotError.SemaphoreTimeout, @"What is written to \\.\mailslot\ is not read within a second. Use the network lan alone (--network lan).");
    }

    private static Text ToOthers(IMailslotDriver driver, string name)
    {
        using var everybody = driver.OpenClient(MailslotPath.Everybody(name));
        everybody.Write("are you there?"u8);
        return @"Windows takes what is written to \\*\mailslot\; whether it arrives, only a reader elsewhere can tell.";
    }
}
