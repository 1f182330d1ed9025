using PeerSlot.Gallery;

namespace PeerSlot.Exchange.Lab;

/// <summary>What the room does for its lab side.</summary>
/// <param name="IsPeer">Whether a UUID is ours or of somebody who speaks the modern protocol. From any thread.</param>
/// <param name="ClientsChanged">To be called when a client came or went. From any thread.</param>
internal sealed record LabRoom(IPictureStore Store, Filing Filing, NewsDesk News, Func<Guid, bool> IsPeer, Action ClientsChanged);
