namespace PeerSlot.Mailslots;

/// <summary>The failures that every driver words alike.</summary>
internal static class SlotErrors
{
    /// <summary>CreateMailslot takes local paths only; others are error 3 (measured).</summary>
    public static void ThrowIfNotLocal(MailslotPath path)
    {
        if (path.Scope != MailslotScope.Local)
        {
            throw new MailslotException(
                MailslotError.PathNotFound, $@"A slot can be created on this machine only: \\.\mailslot\{path.Name}, not {path}.");
        }
    }

    public static void ThrowIfTooLarge(int size, int largest)
    {
        if (size > largest)
            throw new MailslotException(MailslotError.MessageTooLarge, $"The message has {size} bytes; this network takes at most {largest}.");
    }

    public static MailslotException AlreadyExists(MailslotPath path) =>
        new(MailslotError.AlreadyExists, $"The slot {path} exists already. Close it first, or take another name.");
}
