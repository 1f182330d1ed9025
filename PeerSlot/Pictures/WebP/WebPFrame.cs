namespace PeerSlot.Pictures.WebP;

/// <summary>
/// An ANMF chunk (RFC 9649, 2.7.1.1):
/// <code>
/// 0 x / 2   3 y / 2   6 width less one   9 height less one   12 milliseconds   15 flags: 2 do not blend, 1 clear afterwards   16 chunks
/// </code>
/// </summary>
internal readonly record struct WebPFrame(
    int X, int Y, int Width, int Height, TimeSpan Delay, bool Blends, bool Clears, ReadOnlyMemory<byte> Chunks)
{
    private const int HeaderLength = 16;

    public static bool TryRead(WebPChunk chunk, out WebPFrame frame)
    {
        frame = default;
        var data = chunk.Data.Span;
        if (data.Length < HeaderLength)
            return false;
        frame = new WebPFrame(
            (WebPFile.ReadSize(data) - 1) * 2, (WebPFile.ReadSize(data[3..]) - 1) * 2, WebPFile.ReadSize(data[6..]), WebPFile.ReadSize(data[9..]),
            TimeSpan.FromMilliseconds(WebPFile.ReadSize(data[12..]) - 1), (data[15] & 2) == 0, (data[15] & 1) != 0, chunk.Data[HeaderLength..]);
        return true;
    }
}
