namespace PeerSlot.Gallery;

public enum GalleryErrorKind
{
    /// <summary>Any other fault of the disk.</summary>
    Unusable,
    DiskFull,
    NotWritable,

    /// <summary>The gallery holds as much as it may.</summary>
    QuotaReached,

    /// <summary>A file that is not there, or no longer.</summary>
    NotFound,
    Unreadable,
    Empty,

    /// <summary>More bytes than the limit.</summary>
    TooLarge,

    /// <summary>No picture, a broken one, or one of more pixels than the limit.</summary>
    NotAPicture,
}

/// <summary>A picture that could not be kept, read or prepared. The message is one or two plain sentences that name the file or folder.</summary>
public sealed class GalleryException : WordedException
{
    public GalleryException(GalleryErrorKind kind, Text text, Exception? inner = null) : base(text, inner) => Kind = kind;

    public GalleryErrorKind Kind { get; }

    /// <summary>What the disk said while a picture was being written.</summary>
    /// <param name="needed">Bytes of the picture.</param>
    internal static GalleryException OfWriting(string folder, long needed, Exception e) => e switch
    {
        IOException io when DiskFault.IsDiskFull(io) =>
            new(GalleryErrorKind.DiskFull,
                $"The disk of {folder} is full: the picture needs {Size(needed)}. Nothing was lost; make room and have it sent again.", e),
        UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem } =>
            new(GalleryErrorKind.NotWritable, $"Nothing can be written to {folder}. Mend its permissions, or choose another folder.", e),
        _ => new(GalleryErrorKind.Unusable, $"The picture cannot be written to {folder}. {DiskFault.Of(e)}", e),
    };

    /// <summary>EROFS, the same number on Linux and macOS.</summary>
    private const int ReadOnlyFileSystem = 30;

    /// <summary><c>12.3 MiB</c></summary>
    internal static Text Size(long bytes) => bytes switch
    {
        >= 1L << 30 => (Text)$"{bytes / (double)(1L << 30):0.0} GiB",
        >= 1L << 20 => $"{bytes / (double)(1L << 20):0.0} MiB",
        >= 1L << 10 => $"{bytes >> 10} KiB",
        _ => $"{bytes:byte|bytes}",
    };
}
