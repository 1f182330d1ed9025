using System.Globalization;

namespace PeerSlot.Exchange.Lab;

/// <summary>
/// The number of the next packet under an identity's UUID, in a file of its data folder. A lab server takes numbers that are not above those
/// it has had from a UUID for copies, as long as it runs: so they go on from process to process, and one process sends at a time.
/// </summary>
/// <param name="path">Made where it is missing.</param>
internal sealed class LabNumbers(string path)
{
    /// <summary>Above this, after 600 GB, all begins at 0 again.</summary>
    private const int Last = int.MaxValue - 10_000_000;

    /// <summary>False while another process sends.</summary>
    /// <param name="turn">To be disposed after the payload; null where the file cannot be used: then nobody knows better numbers.</param>
    public bool TryTake(out Turn? turn)
    {
        turn = null;
        try
        {
            turn = new Turn(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            return true;
        }
        catch (IOException e) when (IsInUse(e))
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>ERROR_SHARING_VIOLATION; EWOULDBLOCK of flock, which Linux and macOS number differently.</summary>
    private static bool IsInUse(IOException e) => OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) == 32 : e.HResult is 11 or 35;

    internal sealed class Turn : IDisposable
    {
        private readonly FileStream _file;

        public Turn(FileStream file)
        {
            _file = file;
            Span<byte> text = stackalloc byte[16];
            var length = file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            if (int.TryParse(text[..length].TrimEnd((byte)'\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var next) && next <= Last)
                Next = next;
        }

        public int Next { get; }

        /// <summary>
        /// Keeps the number of the packet behind those that are sent now: before they leave, so that a process that is killed in the middle leaves
        /// a gap, which costs a lab server little, and uses no number twice.
        /// </summary>
        public void Keep(int next)
        {
            Span<byte> text = stackalloc byte[16];
            text.Fill((byte)'\n');
            next.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
            try
            {
                _file.Position = 0;
                _file.Write(text[..(length + 1)]);
                _file.SetLength(length + 1);
            }
            catch (IOException)
            {
                // The disk is full: the picture goes out all the same.
            }
        }

        public void Dispose() => _file.Dispose();
    }
}
