using PeerSlot.Drawing;
using PeerSlot.Drawing.Autosave;
using PeerSlot.Drawing.Files;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The drawing table's files, on a worker.</summary>
internal sealed class DrawingDesk(ScreenOptions options)
{
    public LayerRenderer Layers { get; } = new();

    /// <exception cref="PictureException">Broken.</exception>
    public static DrawDocument Open(DrawingFormat format, string name, byte[] content)
    {
        var canvas = format.Read(content, RuneWidth.Of);
        canvas.BeginEdit();
        canvas.Change(canvas.Sheet with { Name = Path.GetFileName(name) });
        canvas.EndEdit();
        return new DrawDocument(canvas);
    }

    public static Message? Discard(DrawDocument document)
    {
        (document.History.Journal as DrawingJournal)?.Close(keep: false);
        return null;
    }

    /// <summary>The file with what its header says; decoded is it when its size on the canvas is known.</summary>
    public SourceFile ReadPicture(string path)
    {
        var content = BoundedFile.Read(path, options.MaximumFileBytes);
        var info = PictureFile.Identify(content, options.Limits);
        return new SourceFile(Path.GetFileName(path), content, info.Width, info.Height);
    }

    /// <summary>Writes beside, then renames: what was there is whole until the new one is.</summary>
    public static Message Save(Effect.SaveDrawing save)
    {
        var format = DrawingFormat.OfName(save.Path) ?? throw new PictureException("The name ends in no extension of a drawing.");
        if (!save.Overwrite && File.Exists(save.Path))
            return new Message.SaveExists(save);
        var content = format.Write(save.Canvas);
        using var file = AtomicFile.Write(Path.GetDirectoryName(save.Path)!, "." + Path.GetFileName(save.Path), content, ownerOnly: false);
        if (save.Overwrite)
            File.Move(file.HiddenPath, save.Path, overwrite: true);
        else if (!file.TryPublish(save.Path))
            return new Message.SaveExists(save);
        return new Message.DrawingSaved(save);
    }

    public IReadOnlyList<KeptDrawing> ListKept() => options.AutosaveFolder is { } folder ? JournalFolder.List(folder) : [];

    public static Message OpenKept(string path) => DrawingJournal.Continue(path) is { } document
        ? new Message.KeptOpened(document)
        : new Message.Trouble("There is nothing in that autosave file.");

    public Message RemoveKept(string path)
    {
        JournalFolder.Remove(path);
        return new Message.KeptListed(ListKept(), Announce: false);
    }
}
