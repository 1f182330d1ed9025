using PeerSlot.Drawing;
using PeerSlot.Drawing.Autosave;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Drawing;

/// <summary>The autosave file: a drawing comes back with its history, and undo has no end.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void After_a_crash_the_drawing_is_back_with_every_step()
    {
        var (document, journal) = Begin();
        Scribble(document, 30, 1);
        document.Edit(c => c.Change(c.Sheet with { Width = 100, Height = 90, Palette = InkPalette.All[2] }));
        var file = new SourceFile("photo.jpg", [1, 2, 3], 4, 5);
        document.Edit(c => c.Change(c.Sheet with { Trace = new TracingLayer(file, 1, 2, 3, 4) }));
        document.History.TryUndo(document.Canvas);
        document.History.TryUndo(document.Canvas);
        document.History.TryRedo(document.Canvas);
        journal.Flush();
        var (pixels, undo) = (document.Canvas.ToBitmap().Rgba, document.History.UndoCount);
        Crash(journal);

        var kept = Assert.Single(JournalFolder.List(_folder.Path));
        Assert.Equal((100, 90, undo), (kept.Width, kept.Height, kept.Steps));
        var back = DrawingJournal.Continue(kept.Path)!;
        Assert.Equal(pixels, back.Canvas.ToBitmap().Rgba);
        Assert.Equal((undo, 1), (back.History.UndoCount, back.History.RedoCount));
        Assert.True(back.History.TryRedo(back.Canvas));
        Assert.Equal(file.Content, back.Canvas.Sheet.Trace!.File.Content);
        UndoAll(back);
        Assert.True(back.Canvas is { IsBlank: true, Width: 60, Height: 36 });
        ((DrawingJournal)back.History.Journal!).Dispose();
    }

    [Fact]
    public void Beyond_its_memory_goal_the_history_reads_its_steps_from_the_file()
    {
        var journal = JournalFolder.Create(_folder.Path);
        var document = new DrawDocument(new Canvas(Sheet.Fresh), new History(memoryGoal: 100_000)) { History = { Journal = journal } };
        var pictures = new List<byte[]>();
        for (var i = 0; i < 60; i++)
        {
            pictures.Add(document.Canvas.ToBitmap().Rgba);
            Scribble(document, 1, i);
            journal.Flush();
        }

        Assert.InRange(document.History.Bytes, 1, 150_000);
        for (var i = document.History.UndoCount; i > 0; i--)
        {
            Assert.True(document.History.TryUndo(document.Canvas));
            Assert.Equal(pictures[i - 1], document.Canvas.ToBitmap().Rgba);
        }

        Assert.True(document.Canvas.IsBlank);
        journal.Dispose();
    }

    [Fact]
    public void A_drawing_that_was_brought_back_goes_on_in_its_file()
    {
        var (document, journal) = Begin();
        Scribble(document, 5, 1);
        journal.Flush();
        Crash(journal);
        var back = DrawingJournal.Continue(journal.FilePath)!;
        Scribble(back, 5, 2);
        ((DrawingJournal)back.History.Journal!).Flush();
        var pixels = back.Canvas.ToBitmap().Rgba;
        Crash((DrawingJournal)back.History.Journal!);
        var again = DrawingJournal.Continue(journal.FilePath)!;
        Assert.Equal(pixels, again.Canvas.ToBitmap().Rgba);
        Assert.Equal(10, again.History.UndoCount);
        ((DrawingJournal)again.History.Journal!).Dispose();
    }

    [Fact]
    public void A_file_that_was_cut_off_or_spoilt_anywhere_gives_what_was_before()
    {
        var (document, journal) = Begin();
        Scribble(document, 12, 3);
        journal.Flush();
        Crash(journal);
        var (whole, random) = (File.ReadAllBytes(journal.FilePath), new Random(4));
        for (var run = 0; run < 60; run++)
        {
            var spoilt = whole[..random.Next(8, whole.Length)];
            if (run % 2 == 0)
                spoilt[random.Next(8, spoilt.Length)] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(journal.FilePath, spoilt);
            var back = DrawingJournal.Continue(journal.FilePath);
            Assert.True(back is null || back.History.UndoCount <= 12, $"seed 4, run {run}");
            (back?.History.Journal as DrawingJournal)?.Dispose();
        }
    }

    [Fact]
    public void A_drawing_whose_process_lives_is_not_offered()
    {
        var (document, journal) = Begin();
        Scribble(document, 3, 1);
        journal.Flush();
        Assert.Empty(JournalFolder.List(_folder.Path));
        Assert.Throws<IOException>(() => DrawingJournal.Continue(journal.FilePath));
        Crash(journal);
        Assert.Single(JournalFolder.List(_folder.Path));
    }

    [Fact]
    public void Two_drawings_of_one_account_are_two_files()
    {
        var (one, other) = (Begin(), Begin());
        Scribble(one.Document, 1, 1);
        Scribble(other.Document, 1, 2);
        one.Journal.Flush();
        other.Journal.Flush();
        Crash(one.Journal);
        Assert.Equal(one.Journal.FilePath, Assert.Single(JournalFolder.List(_folder.Path)).Path);
        Crash(other.Journal);
        Assert.Equal(2, JournalFolder.List(_folder.Path).Count);
    }

    [Fact]
    public void What_is_saved_or_blank_leaves_no_file()
    {
        var (document, journal) = Begin();
        journal.Close(keep: false);
        Assert.False(Directory.Exists(_folder.Path) && Directory.EnumerateFiles(_folder.Path).Any());
        (document, journal) = Begin();
        Scribble(document, 1, 1);
        journal.Flush();
        journal.Close(keep: false);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
        (document, journal) = Begin();
        Scribble(document, 1, 1);
        document.History.TryUndo(document.Canvas);
        document.Edit(c => c.FillRectangle(0, 0, 9, 9, 0));
        document.Edit(c => c.FillRectangle(0, 0, 9, 9, Canvas.Empty));
        journal.Close(keep: true);
        Assert.Empty(JournalFolder.List(_folder.Path));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Fact]
    public void Where_the_file_cannot_be_written_the_drawing_lives_on_in_memory()
    {
        var file = Path.Combine(_folder.Path, "taken");
        File.WriteAllText(file, "");
        var journal = JournalFolder.Create(file);
        var document = new DrawDocument(new Canvas(Sheet.Fresh), new History(memoryGoal: 1)) { History = { Journal = journal } };
        Scribble(document, 5, 1);
        Assert.ThrowsAny<IOException>(journal.Flush);
        Assert.False(journal.IsWaiting);
        Scribble(document, 5, 2);
        UndoAll(document);
        Assert.True(document.Canvas.IsBlank);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The file as a crash leaves it: nothing is closed properly, but the lock ends.</summary>
    private static void Crash(DrawingJournal journal) => journal.Dispose();

    private (DrawDocument Document, DrawingJournal Journal) Begin()
    {
        var journal = JournalFolder.Create(_folder.Path);
        return (new DrawDocument(new Canvas(Sheet.Fresh)) { History = { Journal = journal } }, journal);
    }

    private static void Scribble(DrawDocument document, int edits, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < edits; i++)
            Assert.True(document.Edit(c => c.FillRectangle(random.Next(50), random.Next(30), random.Next(1, 9), random.Next(1, 9), random.Next(0x1000000))));
    }

    private static void UndoAll(DrawDocument document)
    {
        while (document.History.TryUndo(document.Canvas))
        {
        }
    }
}
