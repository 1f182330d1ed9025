using System.Text;

namespace PeerSlot.Terminal.Frames;

/// <summary>Collects the bytes of a frame in one array that is kept from frame to frame.</summary>
internal sealed class EscapeWriter
{
    private byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public void Write(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    public void Write(Rune rune) => Length += rune.EncodeToUtf8(Reserve(4));

    /// <summary>A control sequence with one number, left out where it is 1, its default.</summary>
    public void WriteCsi(int count, byte final)
    {
        Write("\e["u8);
        if (count != 1)
            WriteNumber(count);
        Write(final);
    }

    public void WriteNumber(int value)
    {
        value.TryFormat(Reserve(11), out var written);
        Length += written;
    }

    private Span<byte> Reserve(int count)
    {
        if (Length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(Length + count, 2 * _bytes.Length));
        return _bytes.AsSpan(Length);
    }
}
