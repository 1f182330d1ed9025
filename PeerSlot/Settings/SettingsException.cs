namespace PeerSlot.Settings;

/// <summary>A setting that cannot be used. The message is one or two sentences that name the file, line and key, or the variable or option.</summary>
public sealed class SettingsException : WordedException
{
    public SettingsException(Text text, Exception? inner = null) : base(text, inner)
    {
    }
}
