namespace PeerSlot.Commands;

/// <summary>What a command ends with; docs and scripts rely on the numbers.</summary>
internal static class ExitStatus
{
    public const int Done = 0;

    /// <summary>Something was not delivered, received or found.</summary>
    public const int NotDone = 1;

    /// <summary>Wrong usage or settings; the message names the option, or the file, line and key.</summary>
    public const int Usage = 2;

    /// <summary>A network or file could not be opened; the message has the remedy.</summary>
    public const int CannotOpen = 3;

    /// <summary>128 + SIGINT.</summary>
    public const int Interrupted = 130;
}

/// <summary>Ends a command with a status and one or two plain sentences.</summary>
internal sealed class CommandException(int status, Text text) : WordedException(text)
{
    public int Status { get; } = status;
}
