using PeerSlot.Mailslots;

namespace PeerSlot.Exchange.Slots;

/// <summary>A slot that cannot be used by hand; one or two plain sentences with the Win32 code that Windows gives.</summary>
public sealed class SlotException(SlotFault fault, Text text, Exception? inner = null) : WordedException(text, inner)
{
    public SlotFault Fault { get; } = fault;

    internal static SlotException Of(MailslotException e)
    {
        var fault = e.Error switch
        {
            MailslotError.InvalidName or MailslotError.NameTooLong or MailslotError.PathNotFound or MailslotError.MessageTooLarge => SlotFault.Wrong,
            MailslotError.FileNotFound => SlotFault.NotThere,
            _ => SlotFault.CannotOpen,
        };
        return new SlotException(fault, e.Text, e);
    }
}

public enum SlotFault
{
    /// <summary>No such path or message can be.</summary>
    Wrong,

    /// <summary>Nobody reads that slot.</summary>
    NotThere,

    CannotOpen,
}
