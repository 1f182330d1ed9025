namespace PeerSlot.Languages;

/// <summary>
/// What a disk refused, as a plain sentence. The framework's own texts are not in the executable (UseSystemResourceKeys), and would speak of
/// errors and not of what to do.
/// </summary>
internal static class DiskFault
{
    public const string NotThere = "It is not there.";
    public const string NotAllowed = "This account may not, or a folder has its name.";
    public const string InUse = "Another program uses it.";
    public const string Exists = "Something of this name is there already.";
    public const string NoFolder = "A part of its path is a file and no folder.";
    public const string IsFolder = "It is a folder.";
    public const string Full = "The disk is full.";
    public const string ReadOnly = "The disk is read-only.";
    public const string NameTooLong = "Its name is too long.";
    public const string BadName = "The disk does not take such a name.";
    public const string TooManyFiles = "The program has too many files open.";
    public const string Broken = "The disk has a fault.";
    public const string TooManyLinks = "Its links lead in a circle.";
    public const string EndsTooEarly = "It ends too early.";
    public const string Gone = "The network's disk does not answer.";

    /// <summary>The upper half of an HRESULT whose lower one is a Win32 error (winerror.h); the framework's exceptions bear them on Unix, too.</summary>
    private const uint Win32 = 0x8007;

    /// <summary>COR_E_IO: the exception comes from no system call, so it is one of our own with its own sentence.</summary>
    private const int NoSystemCall = unchecked((int)0x80131620);

    /// <param name="fault">An <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</param>
    public static Text Of(Exception fault) => fault.HResult switch
    {
        NoSystemCall => Text.Verbatim(fault.Message),
        var code when (uint)code >> 16 == Win32 => OfWin32(code & 0xFFFF),
        var code => OfErrno(code),
    };

    /// <summary>ENOSPC, EDQUOT (Linux, macOS), EFBIG; ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL, ERROR_DISK_QUOTA_EXCEEDED.</summary>
    public static bool IsDiskFull(IOException fault) => Of(fault).Equals(Full);

    private static Text OfWin32(int code) => code switch
    {
        2 or 3 => (Text)NotThere,
        4 => TooManyFiles,
        5 => NotAllowed,
        19 => ReadOnly,
        32 or 33 => InUse,
        38 => EndsTooEarly,
        39 or 112 or 1295 => Full,
        53 or 64 or 67 => Gone,
        80 or 183 => Exists,
        123 or 161 => BadName,
        206 => NameTooLong,
        267 => NoFolder,
        23 or 1117 => Broken,
        _ => $"The system's error is {code}.",
    };

    /// <summary>errno.h of Linux; where macOS differs, its number after the other.</summary>
    private static Text OfErrno(int code) => code switch
    {
        2 => (Text)NotThere,
        1 or 13 => NotAllowed,
        5 or 6 => Broken,
        11 or 16 or 26 => InUse,
        17 => Exists,
        21 => IsFolder,
        23 or 24 => TooManyFiles,
        27 or 28 or 122 or 69 => Full,
        30 => ReadOnly,
        36 or 63 => NameTooLong,
        22 or 84 or 92 => BadName,
        40 or 62 => TooManyLinks,
        110 or 60 or 116 or 70 => Gone,
        _ => $"The system's error is {code}.",
    };
}
