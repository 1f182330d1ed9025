namespace PeerSlot.Pictures.Png;

/// <summary>
/// The contents of consecutive IDAT chunks, or of the fdAT chunks of one frame, as one stream (PNG, 10.1: together they are one zlib stream). Each chunk's CRC is checked when it
/// is reached, so that what follows the picture's last pixel costs nothing.
/// </summary>
internal sealed class ImageDataStream : Stream
{
    private readonly ReadOnlyMemory<byte> _file;
    private ReadOnlyMemory<byte> _left;
    private readonly bool _isPrefix;
    private readonly bool _ofFrame;
    private int _next;

    /// <param name="file">The whole file.</param>
    /// <param name="offset">Where the first IDAT or fdAT chunk begins.</param>
    /// <param name="isPrefix">The file is still arriving: the data of a chunk that is not whole counts, without its CRC.</param>
    public ImageDataStream(ReadOnlyMemory<byte> file, int offset, bool isPrefix = false)
    {
        _isPrefix = isPrefix;
        _ofFrame = !isPrefix && PngChunk.TryRead(file.Span, offset, out var first) && first.Is("fdAT"u8);
        _file = file;
        _next = offset;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_left.IsEmpty)
        {
            if (_isPrefix && PngChunk.TryReadCutOff(_file.Span, _next, out var data))
            {
                if (data.End.Value == data.Start.Value)
                    return 0;
                (_left, _next) = (_file[data.Start..data.End], _file.Length);
                break;
            }

            if (!PngChunk.TryRead(_file.Span, _next, out var chunk) || !chunk.Is(_ofFrame ? "fdAT"u8 : "IDAT"u8))
                return 0;
            chunk.CheckCrc();
            // A sequence number stands before a frame's data (PNG, 11.3.6.3).
            var number = _ofFrame ? Math.Min(4, chunk.Data.Length) : 0;
            _left = _file.Slice(chunk.Offset + 8 + number, chunk.Data.Length - number);
            _next = chunk.Next;
        }

        var length = Math.Min(buffer.Length, _left.Length);
        _left.Span[..length].CopyTo(buffer);
        _left = _left[length..];
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
