using PeerSlot.Drawing;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Png;

namespace PeerSlot.Screens;

/// <summary>
/// A picture as it was at the moment of F5: the file's own bytes, or the drawing's pixels, which become PNG on a worker. Drawing on
/// does not change it.
/// </summary>
internal sealed class OutgoingPicture
{
    private readonly Lazy<byte[]> _content;

    private OutgoingPicture(string fileName, int width, int height, bool isFile, Func<byte[]> content)
    {
        (FileName, Width, Height, IsFile) = (fileName, width, height, isFile);
        _content = new Lazy<byte[]>(content);
    }

    public string FileName { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Whether it goes out as it was read, byte for byte.</summary>
    public bool IsFile { get; }

    /// <summary>The whole picture file; encodes on the first call, so a worker's business where <see cref="IsFile"/> is false.</summary>
    public byte[] ToBytes() => _content.Value;

    public static OutgoingPicture Of(DrawDocument document)
    {
        if (document.Source is { } file && !document.Edited)
            return new OutgoingPicture(file.Name, file.Width, file.Height, true, () => file.Content);
        Bitmap pixels = document.Canvas.ToBitmap();
        return new OutgoingPicture(document.FileName, pixels.Width, pixels.Height, false, () => PngEncoder.Encode(pixels));
    }
}
