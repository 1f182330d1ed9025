using System.Collections.Immutable;

namespace PeerSlot.Screens;

internal static class Ticks
{
    /// <summary>With the peer where it was not in the set, without it where it was.</summary>
    public static ImmutableHashSet<Guid> Toggle(this ImmutableHashSet<Guid> ticked, Guid peer)
    {
        var without = ticked.Remove(peer);
        return ReferenceEquals(without, ticked) ? ticked.Add(peer) : without;
    }
}
