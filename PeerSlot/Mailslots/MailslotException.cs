namespace PeerSlot.Mailslots;

/// <summary>A mailslot call that failed; the message is one or two plain sentences with what can still be used.</summary>
public sealed class MailslotException : WordedException
{
    public MailslotException(MailslotError error, Text text, Exception? inner = null)
        : base(text, inner) => Error = error;

    public MailslotError Error { get; }
}

/// <summary>The Win32 error codes that mailslots know, under the names of winerror.h; drivers without a kernel use the same.</summary>
public enum MailslotError
{
    FileNotFound = 2,
    PathNotFound = 3,
    AccessDenied = 5,
    InvalidHandle = 6,
    SharingViolation = 32,
    BadNetworkPath = 53,
    SemaphoreTimeout = 121,
    InsufficientBuffer = 122,
    InvalidName = 123,
    AlreadyExists = 183,
    NameTooLong = 206,
    MessageTooLarge = 1784,
    NetworkUnavailable = 1231,
    RemoteMailslotsDeprecated = 3025,
}
