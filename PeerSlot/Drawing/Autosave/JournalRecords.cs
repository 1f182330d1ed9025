using System.IO.Compression;
using System.Text;
using PeerSlot.Drawing.Files;

namespace PeerSlot.Drawing.Autosave;

/// <summary>
/// The records of a journal: <c>length u32, kind u8, content, CRC-32 of kind and content</c>, after a mark of 8 bytes. Each is written
/// once and never changed. A record that is cut off or wrong ends the journal: what follows it belongs to a crash.
/// </summary>
internal static class JournalRecords
{
    public const int Frame = 9;

    /// <summary>Bytes of a record: the largest picture under a drawing, and the largest edit, are below.</summary>
    public const int Longest = 80 << 20;

    public static ReadOnlySpan<byte> Mark => "PSJRNL1\n"u8;

    public static byte[] WriteEdit(CanvasEdit edit, IReadOnlyList<TileChange> tiles, Func<TracingLayer?, int> traceNumber)
    {
        using var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8, leaveOpen: true))
        {
            WriteSheet(writer, edit.Before, traceNumber(edit.Before.Trace));
            WriteSheet(writer, edit.After, traceNumber(edit.After.Trace));
        }

        using (var deflated = new DeflateStream(content, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(deflated))
        {
            writer.Write((ushort)tiles.Count);
            foreach (var change in tiles)
            {
                TileCodec.Write(writer, change.Place, change.Before);
                TileCodec.Write(writer, change.Place, change.After);
            }
        }

        return content.ToArray();
    }

    /// <exception cref="DrawingException">No edit.</exception>
    /// <exception cref="EndOfStreamException">Cut off.</exception>
    public static CanvasEdit ReadEdit(byte[] content, Func<int, SourceFile?> trace)
    {
        using var stream = new MemoryStream(content);
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var (before, after) = (ReadSheet(reader, trace), ReadSheet(reader, trace));
        using var inflated = new DeflateStream(stream, CompressionMode.Decompress);
        using var inner = new BinaryReader(inflated);
        var count = inner.ReadUInt16();
        const int Most = Canvas.MaximumSide / Tile.Side * (Canvas.MaximumSide / Tile.Side);
        if (count > Most)
            throw new DrawingException($"{count} tiles");
        var tiles = new List<TileChange>(count);
        for (var i = 0; i < count; i++)
        {
            var (place, old) = TileCodec.Read(inner);
            var (_, now) = TileCodec.Read(inner);
            tiles.Add(new TileChange(place, old, now));
        }

        return new CanvasEdit(before, after, tiles);
    }

    public static byte[] WriteTrace(int number, SourceFile file)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write(number);
        writer.Write(file.Width);
        writer.Write(file.Height);
        SheetCodec.WriteName(writer, file.Name);
        writer.Write(file.Content);
        writer.Flush();
        return content.ToArray();
    }

    public static (int Number, SourceFile File) ReadTrace(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var reader = new BinaryReader(stream);
        var (number, width, height, name) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), SheetCodec.ReadName(reader));
        return (number, new SourceFile(name, content[(int)stream.Position..], width, height));
    }

    private static void WriteSheet(BinaryWriter writer, Sheet sheet, int traceNumber)
    {
        SheetCodec.Write(writer, sheet);
        writer.Write(traceNumber);
        if (traceNumber == 0)
            return;
        var trace = sheet.Trace!;
        writer.Write(trace.X);
        writer.Write(trace.Y);
        writer.Write(trace.Width);
        writer.Write(trace.Height);
    }

    private static Sheet ReadSheet(BinaryReader reader, Func<int, SourceFile?> trace)
    {
        var (sheet, number) = (SheetCodec.Read(reader), reader.ReadInt32());
        if (number == 0)
            return sheet;
        var (x, y, width, height) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        return trace(number) is { } file && width > 0 && height > 0 ? sheet with { Trace = new TracingLayer(file, x, y, width, height) } : sheet;
    }
}

internal enum JournalRecord : byte
{
    Edit = 1, Undo = 2, Redo = 3, Trace = 4,
}
