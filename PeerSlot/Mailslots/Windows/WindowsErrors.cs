using PeerSlot.Mailslots.Machine;

namespace PeerSlot.Mailslots.Windows;

/// <summary>Win32 errors of the mailslot calls in plain words, each with what can still be used.</summary>
internal static class WindowsErrors
{
    /// <summary>Error 3025: both settings are named, as one alone changes nothing (SmbShare module, Windows Server 2025).</summary>
    public static Text SwitchedOff { get; } =
        "Windows has mailslots to other computers switched off (error 3025), as is usual since Windows 11 24H2 and Server 2025. "
        + "To switch them on, an administrator runs Set-SmbClientConfiguration -EnableMailslots $true on the computers that write and "
        + "Set-SmbServerConfiguration -EnableMailslots $true on those that read, and restarts them. "
        + @"Without that use the network lan; slots of this machine (\\.\) work.";

    public static MailslotException Failure(int error, MailslotPath path) => new(Kind(error), Describe(error, path));

    /// <summary>Windows' code for a message that is too large is not documented (rule 20): 87 or 1784; Wine's is 31 (rule 21).</summary>
    private static MailslotError Kind(int error) =>
        error is Win32Error.GeneralFailure or Win32Error.InvalidParameter or Win32Error.InvalidUserBuffer
            ? MailslotError.MessageTooLarge
            : (MailslotError)error;

    private static Text Describe(int error, MailslotPath path) => error switch
    {
        Win32Error.FileNotFound => (Text)$"There is no slot {path}. Start its reader first (peerslot slot create {path}).",
        Win32Error.PathNotFound =>
            $"Windows does not find the way to {path}: this Windows (or Wine) carries no mailslots to other computers. "
            + $@"Use the network lan; \\.\ works.",
        Win32Error.AccessDenied =>
            $"Windows does not let this account use the slot {path}: a program of another account made it. "
            + $"Take another name, or run both under one account.",
        Win32Error.InvalidHandle => $"The slot {path} is closed.",
        Win32Error.GeneralFailure or Win32Error.InvalidParameter or Win32Error.InvalidUserBuffer =>
            $"The message is too large for {path}. Write smaller messages; other slots and sizes work.",
        Win32Error.SharingViolation =>
            $"Another program has the writing end of {path} for itself alone, or holds a closed slot open. "
            + $"Close that program (a client of the 2013 lab does so) and write again.",
        Win32Error.BadNetworkPath =>
            $"Windows does not find the computer of {path}, or the message is longer than {RemoteMailslots.LargestMessage} bytes. "
            + $@"Check the name; \\.\ and the network lan work.",
        Win32Error.SemaphoreTimeout =>
            $"The reader of {path} does not read, and {SlotWriter.LongestQueue} messages wait for it. Other slots can be written to.",
        Win32Error.InvalidName => $@"Windows does not take {path} as a slot's name. It looks like \\.\mailslot\name.",
        Win32Error.AlreadyExists =>
            $"The slot {path} exists already on this machine. Another PeerSlot has it, or a server of the 2013 lab, "
            + $"or a program that still has a closed slot open to write. End that program and try again; without this slot everything else works.",
        Win32Error.NameTooLong =>
            $"The name of {path} is too long for Windows: {MailslotPath.LongestName} characters after \\mailslot\\ is the most.",
        Win32Error.RemoteMailslotsDeprecated => SwitchedOff,
        _ => $"Windows cannot use the slot {path} (error {error}). Other slots, and the network lan, are not touched by that.",
    };
}
