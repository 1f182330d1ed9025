namespace PeerSlot.Mailslots.Machine;

/// <summary>Win32 codes that the drivers act on (winerror.h). The others are only described.</summary>
internal static class Win32Error
{
    public const int Success = 0;
    public const int FileNotFound = 2;
    public const int PathNotFound = 3;
    public const int AccessDenied = 5;
    public const int InvalidHandle = 6;
    public const int GeneralFailure = 31;
    public const int SharingViolation = 32;
    public const int BadNetworkPath = 53;
    public const int InvalidParameter = 87;
    public const int BrokenPipe = 109;
    public const int SemaphoreTimeout = 121;
    public const int InsufficientBuffer = 122;
    public const int InvalidName = 123;
    public const int AlreadyExists = 183;
    public const int NameTooLong = 206;
    public const int NetworkUnavailable = 1231;
    public const int InvalidUserBuffer = 1784;
    public const int RemoteMailslotsDeprecated = 3025;
}
