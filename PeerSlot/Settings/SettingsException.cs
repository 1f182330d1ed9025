namespace PeerSlot.Settings;

/// <summary>A setting that cannot be used. The message is one or two sentences that name the file, line and key, or the variable or option.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
