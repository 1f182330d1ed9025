namespace PeerSlot.Languages;

/// <summary>An exception that has something to say to people: one or two plain sentences, shown in their language where it is caught.</summary>
public abstract class WordedException(Text text, Exception? inner = null) : Exception(null, inner)
{
    public Text Text { get; } = text;

    /// <summary>In English, for logs and debuggers.</summary>
    public override string Message => Text.ToString();
}
