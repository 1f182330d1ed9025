using PeerSlot.Gallery;

namespace PeerSlot.Screens;

/// <summary>Folders and files as the screens need them. Called on a background thread.</summary>
internal static class PictureFiles
{
    /// <summary>The way up, folders, then picture files, each by name; nothing that begins with a dot.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static IReadOnlyList<DirectoryItem> List(string folder)
    {
        var directory = new DirectoryInfo(folder);
        var entries = directory.EnumerateFileSystemInfos().Where(e => !e.Name.StartsWith('.')).ToList();
        var items = new List<DirectoryItem>();
        if (directory.Parent is not null)
            items.Add(new DirectoryItem("..", true, 0));
        items.AddRange(
            entries.OfType<DirectoryInfo>().OrderBy(d => d.Name, StringComparer.OrdinalIgnoreCase).Select(d => new DirectoryItem(d.Name, true, 0)));
        items.AddRange(entries.OfType<FileInfo>().Where(f => PastedPath.IsOurs(f.Name)).OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase)
            .Select(f => new DirectoryItem(f.Name, false, f.Exists ? f.Length : 0)));
        return items;
    }

    /// <summary>
    /// Copies under a path, with the picture's extension where it has none; into a folder under the picture's own name, or that name with a number
    /// where it is taken. Overwrites nothing.
    /// </summary>
    /// <exception cref="IOException">It cannot be written, or there is such a file.</exception>
    public static string SaveCopy(GalleryEntry entry, string path)
    {
        if (Directory.Exists(path))
            return CopyInto(entry, path);
        var named = Path.HasExtension(path) ? path : path + Path.GetExtension(entry.Path);
        File.Copy(entry.Path, named, overwrite: false);
        return named;
    }

    private static string CopyInto(GalleryEntry entry, string folder)
    {
        var (name, extension) = (Path.GetFileNameWithoutExtension(Path.GetFileName(entry.Path)), Path.GetExtension(entry.Path));
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(folder, number == 1 ? name + extension : $"{name} ({number}){extension}");
            try
            {
                File.Copy(entry.Path, path, overwrite: false);
                return path;
            }
            catch (IOException) when (number < 1_000 && File.Exists(path))
            {
            }
        }
    }
}
