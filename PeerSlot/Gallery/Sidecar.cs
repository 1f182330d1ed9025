using System.Text.Json;
using System.Text.Json.Serialization;

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
    /// <summary>Bytes; names are bounded, so a larger one is none of ours.</summary>
    private const int MaximumSize = 64 * 1024;

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SidecarJson.Default.Sidecar);

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
            var sidecar = JsonSerializer.Deserialize(json.AsSpan(0, length), SidecarJson.Default.Sidecar);
            return IsPlainName(sidecar?.File) && IsPlainName(sidecar?.Part) ? sidecar : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <param name="path">Where the picture lies.</param>
    public GalleryEntry ToEntry(string path, long bytes) => new(
        path, Key ?? "", Time, Direction, PeerId, PeerName ?? "", FileName ?? Path.GetFileName(path), Network ?? "", bytes, Width, Height,
        Sha256 ?? "",
        Repaired);

    /// <summary>Names are put behind our folders' paths, so they must not lead elsewhere.</summary>
    private static bool IsPlainName(string? name) => name is { Length: > 0 } && name == Path.GetFileName(name) && name is not ("." or "..");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(Sidecar))]
internal sealed partial class SidecarJson : JsonSerializerContext;
