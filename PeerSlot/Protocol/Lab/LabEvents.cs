namespace PeerSlot.Protocol.Lab;

/// <summary>A lab client that was not known has notified us: its slot (<see cref="LabName.SlotOf"/>) is to be opened.</summary>
public sealed record LabClientAppeared(Guid Client) : ProtocolEvent;

/// <summary>A whole payload.</summary>
/// <param name="Client">Whose slot it came through.</param>
/// <param name="Number">The number of its head.</param>
/// <param name="Content">Its bytes, as they were given to the sender.</param>
public sealed record LabPayloadArrived(Guid Client, int Number, byte[] Content) : ProtocolEvent;

/// <summary>A payload that began to arrive and will not become whole: both copies of a packet are lost, or there is no memory for it.</summary>
/// <param name="Client">Whose slot it came through.</param>
/// <param name="Number">The number of its head.</param>
/// <param name="BlocksHave">Blocks of 292 bytes that are here, at least one.</param>
/// <param name="BlocksOf">Blocks that it has.</param>
public sealed record LabPayloadLost(Guid Client, int Number, int BlocksHave, int BlocksOf) : ProtocolEvent;
