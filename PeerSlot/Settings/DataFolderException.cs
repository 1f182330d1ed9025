namespace PeerSlot.Settings;

/// <summary>A data folder that cannot be opened. The message is one or two sentences that name it.</summary>
public sealed class DataFolderException(Text text, Exception? inner = null) : WordedException(text, inner);
