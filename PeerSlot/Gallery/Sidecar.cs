using System.Buffers;
using System.Text.Json;

namespace PeerSlot.Gallery;

/// <summary>
/// What is known of a picture beside its bytes: a small JSON file, which is also the claim to file that picture. Read with tolerance: what is
/// missing is unknown, and a broken one counts as none.
/// </summary>
/// <param name="File">The picture's name in the gallery.</param>
/// <param name="Part">Where its bytes were whole before it got that name, in the index.</param>
internal sealed record Sidecar(
    string? File, string? Part, string? Key, DateTimeOffset Time, GalleryDirection Direction, Guid PeerId, string? PeerName, string? FileName,
    string? Network, int Width, int Height, string? Sha256, int Repaired)
{
    public bool Stripped { get; init; }

    /// <summary>Bytes; names are bounded, so a larger one is none of ours.</summary>
    private const int MaximumSize = 64 * 1024;

    /// <summary>Written and read by hand: the serializer would be 0.6 MB of the executable.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("file", File);
            json.WriteString("part", Part);
            json.WriteString("key", Key);
            json.WriteString("time", Time);
            json.WriteString("direction", Direction.ToString());
            json.WriteString("peerId", PeerId);
            json.WriteString("peerName", PeerName);
            json.WriteString("fileName", FileName);
            json.WriteString("network", Network);
            json.WriteNumber("width", Width);
            json.WriteNumber("height", Height);
            json.WriteString("sha256", Sha256);
            json.WriteNumber("repaired", Repaired);
            json.WriteBoolean("stripped", Stripped);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Null: not there, not readable, or broken.</summary>
    public static Sidecar? TryRead(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (stream.Length > MaximumSize)
                return null;
            var json = new byte[stream.Length];
            var length = stream.ReadAtLeast(json, json.Length, throwOnEndOfStream: false);
            using var document = JsonDocument.Parse(json.AsMemory(0, length));
            var sidecar = document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
            return IsPlainName(sidecar?.File) && IsPlainName(sidecar?.Part) ? sidecar : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <param name="path">Where the picture lies.</param>
    public GalleryEntry ToEntry(string path, long bytes) => new(
        path, Key ?? "", Time, Direction, PeerId, PeerName ?? "", FileName ?? Path.GetFileName(path), Network ?? "", bytes, Width, Height,
        Sha256 ?? "",
        Repaired)
    { Stripped = Stripped };

    /// <exception cref="InvalidOperationException">A value has another kind.</exception>
    /// <exception cref="FormatException">A value cannot be read.</exception>
    private static Sidecar Read(JsonElement json) => new(
        Text(json, "file"),
        Text(json, "part"),
        Text(json, "key"),
        json.TryGetProperty("time", out var time) ? time.GetDateTimeOffset() : default,
        Enum.TryParse<GalleryDirection>(Text(json, "direction"), ignoreCase: true, out var direction) ? direction : default,
        json.TryGetProperty("peerId", out var peer) ? peer.GetGuid() : default,
        Text(json, "peerName"),
        Text(json, "fileName"),
        Text(json, "network"),
        Number(json, "width"),
        Number(json, "height"),
        Text(json, "sha256"),
        Number(json, "repaired"))
    { Stripped = json.TryGetProperty("stripped", out var stripped) && stripped.GetBoolean() };

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static int Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    /// <summary>Names are put behind our folders' paths, so they must not lead elsewhere.</summary>
    private static bool IsPlainName(string? name) => name is { Length: > 0 } && name == Path.GetFileName(name) && name is not ("." or "..");
}
