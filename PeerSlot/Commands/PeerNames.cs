using PeerSlot.Exchange;
using PeerSlot.Terminal;

namespace PeerSlot.Commands;

/// <summary>How people name peers on the command line.</summary>
internal static class PeerNames
{
    /// <summary>
    /// A peer by its name without regard to case, by its UUID, or by four or more of the UUID's first digits. Null where none or
    /// several fit.
    /// </summary>
    public static RoomPeer? Find(IReadOnlyList<RoomPeer> peers, string name)
    {
        var wanted = name.Trim('{', '}');
        var found = peers.Where(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0 && wanted.Length >= 4)
            found = peers.Where(p => p.Id.ToString().StartsWith(wanted, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>Text from elsewhere without anything that a terminal would obey.</summary>
    public static string Harmless(string text) => SafeText.Clean(text);
}
