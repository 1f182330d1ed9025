using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>What <see cref="TransferMachine.Send"/> was given.</summary>
/// <param name="Sha256">32 bytes.</param>
/// <param name="To">null = everybody.</param>
/// <param name="GreatestStay">How long after the first pass answers are awaited; null = as the settings say.</param>
/// <param name="Preview">At most <see cref="PreviewMessage.MaximumSize"/> bytes; null = none.</param>
/// <param name="Stripped">EXIF, GPS or text was taken out.</param>
/// <param name="AwaitsPreview">It is being made, and comes by <see cref="SendingTransfer.AddPreview"/>.</param>
internal sealed record PictureToSend(
    uint Number, byte[] Content, string FileName, int Width, int Height, byte[] Sha256, IReadOnlyList<PeerId>? To, TimeSpan? GreatestStay,
    byte[]? Preview, bool Stripped = false, bool AwaitsPreview = false);
