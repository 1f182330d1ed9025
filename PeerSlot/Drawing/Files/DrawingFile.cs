using System.IO.Compression;
using System.Text;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Png;

namespace PeerSlot.Drawing.Files;

/// <summary>
/// PeerSlot's own file, <c>.peerslot</c>: cells, palette and tracing layer, so that one can go on drawing (docs/drawing-file.md).
/// <code>
/// 89 50 53 44 0D 0A 1A 0A   the mark
/// version u16               1
/// chunks                    kind 4 bytes, length u32, content, CRC-32 of kind and content; little-endian
///   SHEE                    SheetCodec: size, name, palette
///   TILE                    deflated: count u16, then TileCodec's tiles
///   TRAC                    optional: x i32, y i32, width i32, height i32, name, picture's width and height i32, the picture file
///   ENDE                    empty, the last
/// </code>
/// </summary>
public static class DrawingFile
{
    private const ushort Version = 1;
    private const int ChunkFrame = 12;

    /// <summary>Bytes of the picture file of a tracing layer that is kept.</summary>
    private const int LargestTrace = 64 << 20;

    private static ReadOnlySpan<byte> Mark => [0x89, (byte)'P', (byte)'S', (byte)'D', 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith(Mark);

    public static byte[] Write(Canvas canvas)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write(Mark);
        writer.Write(Version);
        WriteChunk(writer, "SHEE", w => SheetCodec.Write(w, canvas.Sheet));
        WriteChunk(writer, "TILE", w => WriteTiles(w, canvas));
        if (canvas.Sheet.Trace is { } trace && trace.File.Content.Length <= LargestTrace)
            WriteChunk(writer, "TRAC", w => WriteTrace(w, trace));
        WriteChunk(writer, "ENDE", _ => { });
        writer.Flush();
        return file.ToArray();
    }

    /// <exception cref="PictureException">No such file, broken, cut off, or of a version that is not known.</exception>
    public static Canvas Read(byte[] file)
    {
        if (!Recognises(file))
            throw new PictureException("This is no drawing of PeerSlot: its first bytes are others.");
        var version = file.Length >= 10 ? BitConverter.ToUInt16(file, Mark.Length) : 0;
        if (version != Version)
            throw new PictureException($"The drawing has version {version}; this PeerSlot reads version {Version}.");
        Canvas? canvas = null;
        for (var at = Mark.Length + 2; ;)
        {
            var (kind, content, next) = ReadChunk(file, at);
            try
            {
                if (kind == "ENDE")
                    return canvas ?? throw new DrawingException("an end before its sheet");
                canvas = Take(kind, content, canvas);
            }
            catch (Exception e) when (e is DrawingException or InvalidDataException or EndOfStreamException)
            {
                Text what = e is DrawingException fault ? fault.Text : e is EndOfStreamException ? "less than it should" : "bytes that cannot be inflated";
                throw new PictureException($"The drawing is broken: its chunk {kind} at byte {at} has {what}.", e);
            }

            at = next;
        }
    }

    private static Canvas Take(string kind, byte[] content, Canvas? canvas)
    {
        using var stream = new MemoryStream(content);
        using var reader = new BinaryReader(stream);
        if (kind == "SHEE")
            return canvas is null ? new Canvas(SheetCodec.Read(reader)) : throw new DrawingException("a second sheet");
        if (canvas is null)
            throw new DrawingException("a place before its sheet");
        if (kind == "TILE")
            ReadTiles(content, canvas);
        else if (kind == "TRAC")
            canvas.As(canvas.Sheet with { Trace = ReadTrace(reader, content.Length) });
        // Any other kind is from a later version that adds something: the drawing is readable without.
        return canvas;
    }

    private static void WriteTiles(BinaryWriter writer, Canvas canvas)
    {
        using var deflated = new DeflateStream(writer.BaseStream, CompressionLevel.Optimal, leaveOpen: true);
        using var inner = new BinaryWriter(deflated);
        var tiles = canvas.DrawnTiles().ToList();
        inner.Write((ushort)tiles.Count);
        foreach (var (place, tile) in tiles)
            TileCodec.Write(inner, place, tile);
    }

    /// <summary>At most as many tiles as the canvas has, whatever the count says.</summary>
    private static void ReadTiles(byte[] content, Canvas canvas)
    {
        using var inflated = new DeflateStream(new MemoryStream(content), CompressionMode.Decompress);
        using var reader = new BinaryReader(inflated);
        var (columns, rows) = ((canvas.Width + Tile.Side - 1) / Tile.Side, (canvas.Height + Tile.Side - 1) / Tile.Side);
        var count = reader.ReadUInt16();
        if (count > columns * rows)
            throw new DrawingException($"{count} tiles, more than the canvas");
        var tiles = new List<(TilePlace, Tile?)>(count);
        for (var i = 0; i < count; i++)
        {
            var (place, tile) = TileCodec.Read(reader);
            if (place.Column >= columns || place.Row >= rows)
                throw new DrawingException($"a tile at {place.Column}, {place.Row} outside of the canvas");
            tiles.Add((place, tile));
        }

        canvas.Exchange(canvas.Sheet, tiles);
        canvas.ClearOutside();
    }

    private static void WriteTrace(BinaryWriter writer, TracingLayer trace)
    {
        writer.Write(trace.X);
        writer.Write(trace.Y);
        writer.Write(trace.Width);
        writer.Write(trace.Height);
        SheetCodec.WriteName(writer, trace.File.Name);
        writer.Write(trace.File.Width);
        writer.Write(trace.File.Height);
        writer.Write(trace.File.Content);
    }

    private static TracingLayer ReadTrace(BinaryReader reader, int length)
    {
        const int Far = 16 * Canvas.MaximumSide;
        int x = reader.ReadInt32(), y = reader.ReadInt32(), width = reader.ReadInt32(), height = reader.ReadInt32();
        if (x is < -Far or > Far || y is < -Far or > Far || width is < 1 or > Far || height is < 1 or > Far)
            throw new DrawingException("a tracing layer far away");
        var name = SheetCodec.ReadName(reader);
        var (pictureWidth, pictureHeight) = (reader.ReadInt32(), reader.ReadInt32());
        if (pictureWidth < 1 || pictureHeight < 1)
            throw new DrawingException("a tracing layer without pixels");
        var rest = length - (int)reader.BaseStream.Position;
        if (rest > LargestTrace)
            throw new DrawingException("too large a tracing layer");
        var content = new byte[rest];
        reader.BaseStream.ReadExactly(content);
        return new TracingLayer(new SourceFile(name, content, pictureWidth, pictureHeight), x, y, width, height);
    }

    private static void WriteChunk(BinaryWriter writer, string kind, Action<BinaryWriter> write)
    {
        using var content = new MemoryStream();
        content.Write(Encoding.ASCII.GetBytes(kind));
        using (var inner = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
            write(inner);
        var bytes = content.ToArray();
        writer.Write(bytes.AsSpan(0, 4));
        writer.Write(bytes.Length - 4);
        writer.Write(bytes.AsSpan(4));
        writer.Write(Crc32.Of(bytes));
    }

    private static (string Kind, byte[] Content, int Next) ReadChunk(byte[] file, int at)
    {
        var left = file.Length - at - ChunkFrame;
        if (left < 0)
            throw new PictureException($"The drawing is cut off at byte {file.Length}, before its end.");
        var length = BitConverter.ToUInt32(file, at + 4);
        if (length > left)
            throw new PictureException($"The drawing is cut off: its chunk at byte {at} says {length} bytes, and {left} are left.");
        ReadOnlySpan<byte> kind = file.AsSpan(at, 4), content = file.AsSpan(at + 8, (int)length);
        byte[] checkedBytes = [.. kind, .. content];
        if (Crc32.Of(checkedBytes) != BitConverter.ToUInt32(file, at + 8 + (int)length))
            throw new PictureException($"The drawing is broken: the checksum of its chunk at byte {at} is wrong.");
        return (Encoding.Latin1.GetString(kind), content.ToArray(), at + ChunkFrame + (int)length);
    }
}
