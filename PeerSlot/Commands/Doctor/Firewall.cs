using System.Globalization;

namespace PeerSlot.Commands.Doctor;

/// <summary>What one firewall of this machine does to our ports.</summary>
/// <param name="Verdict"><c>ok</c>, <c>note</c> or <c>FAIL</c>.</param>
/// <param name="Message">Where it blocks: with the command that adds the rule.</param>
internal sealed record FirewallFinding(string Firewall, string Verdict, Text Message);

/// <summary>
/// Asks the firewalls of Linux and Windows by their own programs and reads what those print. Limitation: of nftables and iptables it understands
/// a policy or a rule that drops, and rules that accept our ports by number; what else lets them in it does not see, so it only warns.
/// </summary>
/// <param name="run">Runs a program; null where there is none. Status and what it printed.</param>
/// <param name="first">The first of our UDP ports.</param>
/// <param name="last">The last.</param>
internal sealed class Firewall(Func<string, string[], (int Status, string Output)?> run, int first, int last)
{
    private string Colon => string.Create(CultureInfo.InvariantCulture, $"{first}:{last}");

    private string Dash => string.Create(CultureInfo.InvariantCulture, $"{first}-{last}");

    /// <summary>The one that is in force: a frontend before what it writes its rules into.</summary>
    public FirewallFinding? Look(bool isWindows) => isWindows ? Windows() : Ufw() ?? Firewalld() ?? NfTables() ?? IpTables();

    private FirewallFinding? Ufw()
    {
        // Its status is for root alone, whether it is on for everybody.
        if (run("ufw", ["status"]) is { Status: not 0 } && run("grep", ["^ENABLED=yes", "/etc/ufw/ufw.conf"]) is { Status: 0 })
            return Of("ufw", allowed: false, $"sudo ufw allow {Colon}/udp");
        if (run("ufw", ["status"]) is not { Status: 0, Output: var output } || !output.Contains("Status: active", StringComparison.Ordinal))
            return null;
        var allowed = output.Split('\n').Any(line => line.Contains("ALLOW", StringComparison.Ordinal) && NamesOurPorts(line));
        return Of("ufw", allowed, $"sudo ufw allow {Colon}/udp");
    }

    private FirewallFinding? Firewalld()
    {
        if (run("firewall-cmd", ["--state"]) is not { Status: 0 } || run("firewall-cmd", ["--list-all"]) is not { Status: 0, Output: var output })
            return null;
        var allowed = output.Contains("target: ACCEPT", StringComparison.Ordinal) || NamesOurPorts(output);
        return Of("firewalld", allowed, $"sudo firewall-cmd --permanent --add-port={Dash}/udp && sudo firewall-cmd --reload");
    }

    private FirewallFinding? NfTables()
    {
        if (run("nft", ["-nn", "list", "ruleset"]) is not { Output: var output } answer)
            return null;
        if (answer.Status != 0)
            return new FirewallFinding("nftables", "note", "Only root may see its rules: sudo peerslot doctor tells whether they let our ports in.");
        foreach (var table in output.Split("table ").Skip(1))
        {
            // "inet filter {", then its chains.
            var name = table[..Math.Max(0, table.IndexOf('{', StringComparison.Ordinal))].Trim();
            foreach (var chain in table.Split("chain ").Skip(1))
            {
                if (chain.Contains("hook input", StringComparison.Ordinal) && Drops(chain))
                    return Of("nftables", NamesOurPorts(chain), $"sudo nft insert rule {name} {chain.Split(' ')[0]} udp dport {Dash} accept");
            }
        }

        return null;
    }

    private FirewallFinding? IpTables()
    {
        if (run("iptables", ["-S", "INPUT"]) is not { Status: 0, Output: var output })
            return null;
        var blocks = output.Contains("-P INPUT DROP", StringComparison.Ordinal) || output.Contains("-j DROP", StringComparison.Ordinal)
            || output.Contains("-j REJECT", StringComparison.Ordinal);
        return blocks ? Of("iptables", NamesOurPorts(output), $"sudo iptables -I INPUT -p udp --dport {Colon} -j ACCEPT") : null;
    }

    private FirewallFinding? Windows()
    {
        if (run("netsh", ["advfirewall", "show", "currentprofile", "state"]) is not { Status: 0, Output: var state } || !WordsOf(state).Contains("ON"))
            return null;
        var allowed = run("netsh", ["advfirewall", "firewall", "show", "rule", "name=PeerSlot"]) is { Status: 0 };
        return Of(
            "Windows Defender Firewall", allowed,
            $"netsh advfirewall firewall add rule name=PeerSlot dir=in action=allow protocol=UDP localport={Dash}", asAdministrator: true);
    }

    private FirewallFinding Of(string firewall, bool allowed, string command, bool asAdministrator = false) => allowed
        ? new FirewallFinding(firewall, "ok", $"It lets UDP {Dash} in.")
        : new FirewallFinding(firewall, "note", asAdministrator
            ? $"It is on, and no rule was seen that lets UDP {Dash} in. Where others are not heard, run as administrator {command}"
            : (Text)$"It is on, and no rule was seen that lets UDP {Dash} in. Where others are not heard, run {command}");

    private static bool Drops(string chain) => WordsOf(chain).Any(word => word is "drop" or "reject");

    /// <summary>A range that has all of our ports in it: <c>47113:47145/udp</c>, <c>47000-48000</c>.</summary>
    private bool NamesOurPorts(string text)
    {
        foreach (var word in WordsOf(text))
        {
            var dash = word.IndexOfAny(['-', ':']);
            if (dash > 0 && ushort.TryParse(word.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var from) && from <= first
                && ushort.TryParse(word.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var to) && to >= last)
                return true;
        }

        return false;
    }

    /// <summary>What they print, at its blanks and signs.</summary>
    private static string[] WordsOf(string text) => text.Split([' ', '\t', '\r', '\n', '/', ',', ';', '{', '}', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
}
