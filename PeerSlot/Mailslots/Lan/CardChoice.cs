namespace PeerSlot.Mailslots.Lan;

/// <summary>Which of the machine's cards are tried.</summary>
internal static class CardChoice
{
    /// <param name="named">Names from the settings; empty = all that are usable.</param>
    /// <param name="findings">Gets a line for each card that is up or named, and not tried.</param>
    /// <exception cref="MailslotException">NetworkUnavailable: a named card does not exist, or no card is usable.</exception>
    public static IReadOnlyList<Card> Choose(IReadOnlyList<Card> present, IReadOnlyList<string> named, List<DriverFinding> findings)
    {
        var candidates = named.Count > 0 ? named.Select(n => Named(present, n)).Distinct() : present.Where(c => c.IsUp && !c.IsLoopback);
        var chosen = candidates.Where(c => IsUsable(c, findings)).ToList();
        if (chosen.Count == 0 && named.Count == 0)
            chosen = present.Where(c => c.IsLoopback && c.IsUp && IsUsable(c, findings)).ToList();
        return chosen.Count > 0 ? chosen : throw LanErrors.NoCard(findings);
    }

    private static Card Named(IReadOnlyList<Card> present, string name) =>
        present.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new MailslotException(
            MailslotError.NetworkUnavailable,
            $"There is no network card \"{name}\" on this machine. It has: {string.Join(", ", present.Select(c => c.Name))}.");

    private static bool IsUsable(Card card, List<DriverFinding> findings)
    {
        Text? fault = card switch
        {
            { IsUp: false } => (Text)"The card is down. Plug it in or switch it on, then start again.",
            { V4: null, HasV6: false } => "The card has no IP address. Give it one, then start again.",
            { CarriesMulticast: false } => "The card carries no multicast, as some tunnels do. Use another card.",
            _ => null,
        };
        if (fault is not null)
            findings.Add(new DriverFinding(card.Subject, Works: false, fault));
        return fault is null;
    }
}
