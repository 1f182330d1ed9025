namespace PeerSlot.Terminal;

/// <summary>Standard output takes nothing more: a full disk, or whoever started the program closed it.</summary>
/// <param name="errno">The system's number; 9 is EBADF.</param>
public sealed class OutputException(int errno) : WordedException(
    errno == 9 ? (Text)"Standard output is closed." : $"Standard output cannot be written. {DiskFault.Of(new IOException(null, errno))}");
