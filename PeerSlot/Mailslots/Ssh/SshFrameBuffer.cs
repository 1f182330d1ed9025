using System.Buffers.Binary;

namespace PeerSlot.Mailslots.Ssh;

/// <summary>Takes frames out of a stream of bytes, however it was cut. One thread uses it.</summary>
internal sealed class SshFrameBuffer
{
    /// <summary>Bytes: some forty frames of picture data a read.</summary>
    private const int Capacity = 64 * 1024;

    private readonly byte[] _bytes = new byte[Capacity];
    private int _start;
    private int _end;

    /// <summary>What came is no frame: where the next one begins cannot be known.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Waits for more bytes.</summary>
    /// <returns>False at the stream's end.</returns>
    /// <exception cref="IOException">The stream broke.</exception>
    public bool Fill(Stream stream)
    {
        _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        var count = stream.Read(_bytes.AsSpan(_end));
        _end += count;
        return count > 0;
    }

    /// <summary>The next frame, valid until the next <see cref="Fill"/>; false where it is not whole yet, or <see cref="IsBroken"/>.</summary>
    public bool TryTake(out SshFrame frame)
    {
        frame = default;
        var rest = _bytes.AsSpan(_start, _end - _start);
        if (IsBroken || rest.Length < SshFrame.SizeField)
            return false;
        int size = BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (size is > 0 and <= SshFrame.LargestContent && rest.Length < SshFrame.SizeField + size)
            return false;
        if (size is 0 or > SshFrame.LargestContent || !SshFrame.TryRead(rest.Slice(SshFrame.SizeField, size), out frame))
        {
            IsBroken = true;
            return false;
        }

        _start += SshFrame.SizeField + size;
        return true;
    }
}
