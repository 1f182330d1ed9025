using PeerSlot.Pictures;

namespace PeerSlot.Screens;

/// <summary>What is here of a picture on its way.</summary>
/// <param name="Preview">Its tiny version; null where none came.</param>
/// <param name="Prefix">The file's first bytes.</param>
/// <param name="Version">Counts up with each change.</param>
internal sealed record Beginning(Bitmap? Preview, ReadOnlyMemory<byte> Prefix, int Version);
