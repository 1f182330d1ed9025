using PeerSlot.Drawing.Autosave;
using PeerSlot.Gallery;

namespace PeerSlot.Screens;

/// <summary>
/// Sees to it that the document on the table has a journal and that what is in it is written. The document itself puts its edits there, so that
/// nothing is missed; here is only who writes when.
/// </summary>
/// <param name="folder">Null = nothing is kept.</param>
internal sealed class Autosave(string? folder)
{
    private DrawingJournal? _journal;

    /// <summary>After each batch of messages.</summary>
    /// <returns>What a worker is to do; null where nothing waits.</returns>
    public Func<Message?>? Follow(DrawState table)
    {
        if (folder is null)
            return null;
        var history = table.Document.History;
        history.Journal ??= JournalFolder.Create(folder);
        var journal = (DrawingJournal)history.Journal;
        // A drawing that was brought back goes on in its own journal; the one before had nothing in it.
        if (_journal is { } before && !ReferenceEquals(before, journal))
            before.Close(keep: false);
        _journal = journal;
        return journal.IsWaiting ? () => Flush(journal) : null;
    }

    /// <summary>At the end: what no file has stays for the next start.</summary>
    public void Close(DrawState table)
    {
        try
        {
            _journal?.Close(keep: table.Lift().IsUnsaved);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody is there any more to be told, and what was flushed before stays.
        }
    }

    private static Message.Trouble? Flush(DrawingJournal journal)
    {
        try
        {
            journal.Flush();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Message.Trouble($"The drawing is not saved by itself any more. {DiskFault.Of(e)}");
        }
    }
}
