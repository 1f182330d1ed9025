using System.Runtime.InteropServices;

namespace PeerSlot.Terminal.Unix;

/// <summary>
/// Writes to a file descriptor by write(2) and nothing else. The framework's console streams write "ESC[?1h ESC=" to a terminal on their first use and never
/// undo it, and its file streams keep a position of their own, which overwrites what other programs append to the same file.
/// </summary>
/// <param name="ignoresFaults">What cannot be written is dropped: standard error, since there is nowhere left to say it.</param>
internal sealed unsafe class DescriptorStream(int file, bool ignoresFaults = false) : Stream
{
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Waits where the other side is slow. A reader that is gone is no error: whoever pipes into head has seen enough.</summary>
    /// <exception cref="OutputException">Any other fault: a full disk.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            for (var written = 0; written < buffer.Length;)
            {
                var count = Libc.Write(file, bytes + written, (nuint)(buffer.Length - written));
                if (count >= 0)
                {
                    written += (int)count;
                    continue;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error == BrokenPipe || (ignoresFaults && error != Interrupted && error != Libc.Again))
                    return;
                if (error == Libc.Again)
                    AwaitRoom();
                else if (error != Interrupted)
                    throw new OutputException(error);
            }
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Blocks until the file's other side is gone, which POLLERR (pipes) or POLLHUP (sockets) tells; for a file that has none, without end.</summary>
    public static void AwaitBreak(int file, Action broken)
    {
        var entry = new Libc.PollEntry { File = file };
        while (Libc.Poll(&entry, 1, -1) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
                return;
        }

        if ((entry.Returned & (Libc.PollError | Libc.PollHangUp)) != 0)
            broken();
    }

    private void AwaitRoom()
    {
        var entry = new Libc.PollEntry { File = file, Events = Libc.PollOut };
        _ = Libc.Poll(&entry, 1, 1_000);
    }
}
