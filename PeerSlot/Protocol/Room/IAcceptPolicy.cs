using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Room;

/// <summary>What is done with a picture that somebody offers.</summary>
public enum Acceptance
{
    Take,

    /// <summary>Nothing of it is collected until the person said yes.</summary>
    Ask,

    /// <summary>The sender is told, and so is the person.</summary>
    Refuse,

    /// <summary>The sender is told, the person is not.</summary>
    RefuseQuietly,
}

/// <summary>Whose pictures are taken. Asked once a picture, when its manifest is verified.</summary>
public interface IAcceptPolicy
{
    Acceptance Of(PeerId sender);
}

/// <summary>Everybody's pictures, within the limits.</summary>
public sealed class AcceptEveryone : IAcceptPolicy
{
    public static AcceptEveryone Instance { get; } = new();

    public Acceptance Of(PeerId sender) => Acceptance.Take;
}
