using System.Globalization;
using PeerSlot.Pictures;

namespace PeerSlot.Gallery;

/// <content>
/// Filing once, by several processes at the same moment, any of which may be killed at any point, without a lock or a wait:
/// <list type="number">
/// <item>The bytes are written and flushed as <c>.index/{hash of the key}.{random}.part</c>.</item>
/// <item>The sidecar, which names that part and the picture's last name, appears whole as <c>.index/{hash}.json</c>: the claim. One
/// process gets it, since the name must be free.</item>
/// <item>The part gets the picture's name. Whoever meets a claim without its picture does this step for the one that may have died.</item>
/// </list>
/// A claim whose picture and part are both gone (removed by hand) is never replaced, since two could replace each other's: the next
/// generation <c>{hash}.2.json</c> is claimed in its place.
/// </content>
public sealed partial class PictureGallery
{
    /// <summary>So often may a picture be removed by hand and fetched again.</summary>
    private const int Generations = 1000;

    private FilingResult File(Sidecar about, string prefix, ReadOnlyMemory<byte> content)
    {
        try
        {
            return FileOnce(about, prefix, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw GalleryException.OfWriting(Folder, content.Length, e);
        }
    }

    private FilingResult FileOnce(Sidecar about, string prefix, ReadOnlyMemory<byte> content)
    {
        var hash = HashOf(about.Direction, about.Key!);
        AtomicFile? part = null;
        try
        {
            foreach (var claim in Claims(about.Direction, about.Key!))
            {
                if (System.IO.File.Exists(claim))
                {
                    if (Settle(claim) is { } there)
                        return new FilingResult(there, WasThere: true);
                    continue;
                }

                if (part is null)
                {
                    CheckQuota(content.Length);
                    part = AtomicFile.Write(_index, hash, content.Span, ownerOnly: true);
                }

                var own = SafeFileName.From(about.FileName, "picture", PictureFile.FormatOf(content.Span));
                var sidecar = about with { File = NameOf(about, prefix, own, hash), FileName = own, Part = Path.GetFileName(part.HiddenPath) };
                using var draft = AtomicFile.Write(_index, hash, sidecar.ToJson(), ownerOnly: true);
                if (draft.TryPublish(claim))
                    return new FilingResult(Publish(claim, sidecar, content.Length), WasThere: false);
                if (Settle(claim) is { } winners)
                    return new FilingResult(winners, WasThere: true);
            }

            throw new IOException("It was removed and fetched too often.");
        }
        finally
        {
            part?.Dispose();
        }
    }

    private GalleryEntry Publish(string claim, Sidecar sidecar, long bytes)
    {
        var path = Path.Combine(Folder, sidecar.File!);
        try
        {
            // False: somebody met the claim and did it for us. The key's digits in the name keep other pictures from it.
            AtomicFile.TryName(Path.Combine(_index, sidecar.Part!), path);
            return sidecar.ToEntry(path, bytes);
        }
        catch when (!System.IO.File.Exists(path))
        {
            System.IO.File.Delete(claim);
            throw;
        }
    }

    /// <summary>The claim's picture, which gets its name now if it has none yet; null if both are gone or the claim is broken.</summary>
    private GalleryEntry? Settle(string claim)
    {
        if (Sidecar.TryRead(claim) is not { } sidecar)
            return null;
        var picture = new FileInfo(Path.Combine(Folder, sidecar.File!));
        if (!picture.Exists)
        {
            try
            {
                AtomicFile.TryName(Path.Combine(_index, sidecar.Part!), picture.FullName);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The part is gone: its owner gave it its name between our two looks, or the picture was removed. The next look tells.
            }

            picture.Refresh();
        }

        return picture.Exists ? sidecar.ToEntry(picture.FullName, picture.Length) : null;
    }

    /// <summary>Does the last step for pictures whose process was killed before it. A part that no claim names was never claimed.</summary>
    private void FinishClaims()
    {
        foreach (var part in Directory.EnumerateFiles(_index, "*" + AtomicFile.Suffix))
        {
            var name = Path.GetFileName(part);
            foreach (var claim in Claims(name.Split('.')[0]).TakeWhile(System.IO.File.Exists))
            {
                if (Sidecar.TryRead(claim)?.Part == name)
                    Settle(claim);
            }
        }
    }

    /// <summary>A claim whose picture was removed. It stays as a step for later generations, but says nothing any more.</summary>
    private static void Retire(string claim) => System.IO.File.WriteAllBytes(claim, []);

    private static string NameOf(Sidecar about, string prefix, string own, string hash) => string.Create(
        CultureInfo.InvariantCulture,
        $"{about.Time:yyyy-MM-dd HH.mm.ss} {prefix} {Path.GetFileNameWithoutExtension(own)} {hash[..8]}{Path.GetExtension(own)}");

    private IEnumerable<string> Claims(GalleryDirection direction, string key) => Claims(HashOf(direction, key));

    private IEnumerable<string> Claims(string hash) => Enumerable.Range(1, Generations)
        .Select(n => Path.Combine(_index, n == 1 ? $"{hash}.json" : string.Create(CultureInfo.InvariantCulture, $"{hash}.{n}.json")));

    private void CheckQuota(long needed)
    {
        var held = VisibleFiles().Sum(f => f.Length);
        if (held + needed > _settings.QuotaBytes)
        {
            throw new GalleryException(
                GalleryErrorKind.QuotaReached,
                $"The gallery {Folder} holds {GalleryException.Size(held)} of the {GalleryException.Size(_settings.QuotaBytes)} that it may; "
                + $"the picture needs {GalleryException.Size(needed)}. Remove some pictures, or raise gallery.quotaBytes.");
        }
    }
}
