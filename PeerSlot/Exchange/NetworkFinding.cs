namespace PeerSlot.Exchange;

/// <summary>One thing that a network tried when it was opened.</summary>
/// <param name="Subject">The card or port: <c>eth0 (192.168.7.12)</c>.</param>
/// <param name="Message">One plain sentence; where it does not work, with the remedy.</param>
public sealed record NetworkFinding(string Network, Text Subject, bool Works, Text Message);
