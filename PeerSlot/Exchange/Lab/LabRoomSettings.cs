namespace PeerSlot.Exchange.Lab;

/// <summary>Whether and how a room includes the lab programs of 2013.</summary>
public sealed record LabRoomSettings
{
    /// <summary><c>on</c>: on every network of the room; <c>off</c>; <c>auto</c>: on the network <c>windows</c>, where those programs can be.</summary>
    public string Enabled { get; init; } = "auto";

    /// <summary>Bytes of the largest picture that goes to lab servers as it is; larger ones are scaled down. 1 MiB is four on the wire.</summary>
    public long MaxBytes { get; init; } = 1024 * 1024;
}
