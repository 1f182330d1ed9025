using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using PeerSlot.Pictures.Png;

namespace PeerSlot.Tests.Pictures;

/// <summary>Takes PNG files apart and puts them together.</summary>
internal static class PngFiles
{
    public static byte[] Of(params (string Type, byte[] Data)[] chunks)
    {
        using var file = new MemoryStream();
        file.Write(PngChunk.Signature);
        foreach (var (type, data) in chunks)
        {
            byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
            file.Write(BigEndian((uint)data.Length));
            file.Write(body);
            file.Write(BigEndian(Crc32.Of(body)));
        }

        return file.ToArray();
    }

    public static byte[] Header(uint width, uint height, byte depth, byte color, byte interlace = 0) =>
        [.. BigEndian(width), .. BigEndian(height), depth, color, 0, 0, interlace];

    public static byte[] Compressed(params byte[] rows)
    {
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows);
        return data.ToArray();
    }

    /// <summary>The type and data of each whole chunk.</summary>
    public static List<(string Type, byte[] Data)> ChunksOf(ReadOnlySpan<byte> file)
    {
        var chunks = new List<(string, byte[])>();
        for (var next = PngChunk.Signature.Length; PngChunk.TryRead(file, next, out var chunk); next = chunk.Next)
            chunks.Add((chunk.Name, chunk.Data.ToArray()));
        return chunks;
    }

    public static byte[] WithRightChecksums(byte[] file)
    {
        for (var at = PngChunk.Signature.Length; at + PngChunk.Overhead <= file.Length;)
        {
            var end = at + 8L + BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (end + 4 > file.Length)
                break;
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan((int)end), Crc32.Of(file.AsSpan(at + 4, (int)end - at - 4)));
            at = (int)end + 4;
        }

        return file;
    }

    private static byte[] BigEndian(uint number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
