namespace PeerSlot.Exchange.Known;

/// <summary>Somebody who was met.</summary>
/// <param name="Id">The identity: the start of its key's hash.</param>
/// <param name="Nickname">The name that is its own here: another key under that name is shown as such.</param>
/// <param name="IsTrusted">The person said so.</param>
/// <param name="IsMuted">Its pictures are refused quietly. Who is muted owns no name.</param>
internal sealed record KnownPeer(Guid Id, string Nickname, bool IsTrusted, bool IsMuted)
{
    /// <summary>What the person calls it; empty = by its nickname.</summary>
    public string Petname { get; init; } = "";

    public bool OwnsName => !IsMuted;

    public bool HasName(string nickname) => Nickname.Equals(nickname, StringComparison.OrdinalIgnoreCase);

    public bool IsCalled(string name) => Petname.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the person said anything about it.</summary>
    public bool IsJudged => IsTrusted || IsMuted || Petname.Length > 0;
}
