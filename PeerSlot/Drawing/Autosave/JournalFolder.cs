namespace PeerSlot.Drawing.Autosave;

/// <summary>The folder of autosave files: one for each drawing of each running process, and those that are left of processes that are gone.</summary>
/// <remarks>A file whose process lives is locked; the lock ends with the process, however that dies.</remarks>
public static class JournalFolder
{
    private const string Extension = ".journal";

    /// <summary>Drawings of processes that are gone; the oldest beyond are removed.</summary>
    private const int MostKept = 20;

    public static DrawingJournal Create(string folder) => new(Path.Combine(folder, $"{Guid.NewGuid():N}{Extension}"));

    /// <summary>What is left of processes that are gone, the newest first. Files that hold nothing are removed.</summary>
    public static IReadOnlyList<KeptDrawing> List(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var kept = new List<KeptDrawing>();
        foreach (var path in Directory.EnumerateFiles(folder, "*" + Extension).OrderByDescending(File.GetLastWriteTimeUtc))
        {
            try
            {
                if (kept.Count < MostKept && Look(path) is { } drawing)
                    kept.Add(drawing);
                else
                    Remove(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its process lives, or it is another account's: not ours to offer.
            }
        }

        return kept;
    }

    /// <summary>Removes one whose process is gone.</summary>
    /// <exception cref="IOException">Its process lives.</exception>
    public static void Remove(string path)
    {
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
        }

        File.Delete(path);
    }

    /// <returns>Null where nothing is drawn in it.</returns>
    private static KeptDrawing? Look(string path)
    {
        var time = File.GetLastWriteTimeUtc(path);
        if (DrawingJournal.Continue(path) is not { } document)
            return null;
        var steps = document.History.UndoCount;
        var (canvas, isBlank) = (document.Canvas, document.Canvas.IsBlank);
        (document.History.Journal as DrawingJournal)?.Dispose();
        // Continuing may have cut off a torn end: that is no news of the drawing.
        File.SetLastWriteTimeUtc(path, time);
        return isBlank && document.History.RedoCount == 0
            ? null
            : new KeptDrawing(path, new DateTimeOffset(time, TimeSpan.Zero), canvas.Sheet.Name, canvas.Width, canvas.Height, steps);
    }
}

/// <summary>A drawing whose process is gone.</summary>
/// <param name="Time">Of its last edit.</param>
/// <param name="Steps">Edits that can be undone.</param>
public sealed record KeptDrawing(string Path, DateTimeOffset Time, string Name, int Width, int Height, int Steps);
