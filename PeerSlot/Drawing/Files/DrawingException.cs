namespace PeerSlot.Drawing.Files;

/// <summary>A part of a drawing's file that cannot be. The text completes "its chunk has …".</summary>
internal sealed class DrawingException(Text text) : WordedException(text);
