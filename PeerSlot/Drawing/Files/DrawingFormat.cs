using System.Text;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Png;

namespace PeerSlot.Drawing.Files;

/// <summary>What a drawing is saved as; the extension of a name chooses.</summary>
public sealed class DrawingFormat
{
    private readonly Func<Canvas, byte[]> _write;
    private readonly Func<byte[], Func<Rune, int>, Canvas>? _read;

    private DrawingFormat(
        Text name, IReadOnlyList<string> extensions, Func<Canvas, byte[]> write, Func<byte[], Func<Rune, int>, Canvas>? read, bool keepsAll) =>
        (Name, Extensions, _write, _read, KeepsAll) = (name, extensions, write, read, keepsAll);

    /// <summary>For people.</summary>
    public Text Name { get; }

    /// <summary>With their dots, the usual one first.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether palette and layers come back, too.</summary>
    public bool KeepsAll { get; }

    public static DrawingFormat Png { get; } = new("PNG picture", [".png"], c => PngEncoder.Encode(c.ToBitmap()), null, false);

    public static DrawingFormat Own { get; } =
        new("PeerSlot drawing: cells and layers", [".peerslot"], DrawingFile.Write, (f, _) => DrawingFile.Read(f), true);

    public static DrawingFormat Ansi { get; } = new("ANSI art", [".ans"], AnsiWriter.Write, (f, w) => AnsiReader.Read(f, w), false);

    public static DrawingFormat PlainText { get; } = new("plain text", [".txt", ".asc"], TextFile.Write, (f, w) => TextFile.Read(f, w), false);

    public static IReadOnlyList<DrawingFormat> All { get; } = [Png, Own, Ansi, PlainText];

    /// <summary>Whether it opens as a drawing and not as a picture.</summary>
    public bool IsDrawing => _read is not null;

    /// <summary>Null where a name's extension is none of ours.</summary>
    public static DrawingFormat? OfName(string name) =>
        All.FirstOrDefault(f => f.Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase));

    public byte[] Write(Canvas canvas) => _write(canvas);

    /// <param name="widthOf">Columns of a rune in a terminal, 0 to 2.</param>
    /// <exception cref="PictureException">Broken, or no such file.</exception>
    public Canvas Read(byte[] file, Func<Rune, int> widthOf) =>
        _read?.Invoke(file, widthOf) ?? throw new PictureException($"{Name}: it is opened as a picture.");
}
