namespace PeerSlot.Exchange.Lab;

/// <summary>What a lab server hears.</summary>
public abstract record LabNews;

/// <summary>A lab client has notified, and its slot is open.</summary>
public sealed record LabClientHere(LabClientState Client) : LabNews;

/// <summary>The slot of a lab client was closed.</summary>
public sealed record LabClientClosed(Guid Client) : LabNews;

/// <summary>A whole payload.</summary>
/// <param name="Number">The number of its first packet.</param>
public sealed record LabPayload(Guid Client, string Network, int Number, byte[] Content) : LabNews;

/// <summary>A payload that began and will not become whole.</summary>
/// <param name="Have">Blocks of 292 bytes.</param>
/// <param name="Of">Blocks that it has.</param>
/// <param name="Untold">Payloads of the client before it that were lost as well, too soon after each other to be told.</param>
public sealed record LabPayloadIncomplete(Guid Client, int Number, int Have, int Of, int Untold) : LabNews;

/// <summary>Messages that were no packets or notifications since the last of these news, which come once a minute at most.</summary>
public sealed record LabNoise(long Messages) : LabNews;

/// <summary>A slot that cannot be opened: one or two plain sentences.</summary>
public sealed record LabTrouble(Text Message) : LabNews;

/// <summary>A lab client whose slot is open.</summary>
/// <param name="Since">When it was first heard.</param>
/// <param name="LastHeard">When it last wrote to its slot.</param>
public sealed record LabClientState(Guid Id, string Network, DateTimeOffset Since, DateTimeOffset LastHeard);
