using System.Runtime.CompilerServices;
using PeerSlot.Drawing.Files;
using PeerSlot.Pictures.Png;

namespace PeerSlot.Drawing.Autosave;

/// <summary>
/// The autosave file of one drawing: every edit, undo and redo, written behind the drawing's back. It brings a drawing with its whole history back
/// after a crash, and keeps the edits that memory has no room for.
/// </summary>
/// <remarks>
/// The drawing's thread only puts edits into a queue; <see cref="Flush"/> writes them, on another thread. The file is made with the first edit and
/// locked until <see cref="Dispose"/>, so that others see whether its process lives. Limitations: it grows until the drawing is closed; what was
/// not flushed before a crash is lost, and a power cut may take what the system had not written.
/// </remarks>
public sealed class DrawingJournal : IEditJournal, IDisposable
{
    private readonly string _path;
    private readonly Lock _fileLock = new();
    private readonly Queue<(JournalRecord Kind, CanvasEdit? Edit, IReadOnlyList<TileChange>? Tiles)> _waiting = new();
    private readonly ConditionalWeakTable<CanvasEdit, Place> _places = [];
    private readonly ConditionalWeakTable<SourceFile, Place> _traces = [];
    private readonly Dictionary<int, SourceFile> _tracesByNumber = [];
    private FileStream? _file;
    private int _lastTrace;
    private bool _isReplaying;
    private bool _failed;

    /// <param name="path">Need not exist; nor its folder.</param>
    public DrawingJournal(string path) => _path = path;

    public string FilePath => _path;

    /// <summary>Whether <see cref="Flush"/> has something to do.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_waiting)
                return _waiting.Count > 0 && !_failed;
        }
    }

    /// <summary>
    /// Opens the journal of a process that is gone and does again what is in it. The journal goes on with the drawing.
    /// </summary>
    /// <returns>The drawing, whose history writes on here; null where there is nothing to bring back.</returns>
    /// <exception cref="IOException">It cannot be read, or its process lives.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static DrawDocument? Continue(string path)
    {
        var journal = new DrawingJournal(path) { _file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None) };
        try
        {
            if (journal.Replay() is { } document)
                return document;
        }
        catch
        {
            journal.Dispose();
            throw;
        }

        journal.Dispose();
        return null;
    }

    void IEditJournal.Done(CanvasEdit edit) => Enqueue(JournalRecord.Edit, edit);

    void IEditJournal.Undone() => Enqueue(JournalRecord.Undo, null);

    void IEditJournal.Redone() => Enqueue(JournalRecord.Redo, null);

    bool IEditJournal.Holds(CanvasEdit edit) => _places.TryGetValue(edit, out _);

    IReadOnlyList<TileChange> IEditJournal.Read(CanvasEdit edit)
    {
        if (!_places.TryGetValue(edit, out var place))
            throw new IOException("The autosave file does not have this step.");
        lock (_fileLock)
        {
            try
            {
                return JournalRecords.ReadEdit(ReadAt(place), _tracesByNumber.GetValueOrDefault).Tiles!;
            }
            catch (Exception e) when (e is DrawingException or InvalidDataException or EndOfStreamException or ObjectDisposedException)
            {
                throw new IOException("The autosave file has changed.", e);
            }
        }
    }

    /// <summary>Writes what waits. From any thread; two at once take turns.</summary>
    /// <exception cref="IOException">It cannot be written; nothing is tried again, and the history stays in memory.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public void Flush()
    {
        lock (_fileLock)
        {
            try
            {
                while (!_failed && TryDequeue(out var record))
                    Write(record.Kind, record.Edit, record.Tiles);
                _file?.Flush();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _failed = true;
                throw;
            }
        }
    }

    /// <summary>Closes the file, and removes it where the drawing is not to be kept.</summary>
    public void Close(bool keep)
    {
        lock (_fileLock)
        {
            if (keep)
                Flush();
            Dispose();
            if (!keep && _file is not null)
                File.Delete(_path);
        }
    }

    public void Dispose()
    {
        lock (_fileLock)
        {
            _failed = true;
            _file?.Dispose();
        }
    }

    private void Enqueue(JournalRecord kind, CanvasEdit? edit)
    {
        if (_isReplaying)
            return;
        // The tiles themselves: the edit may forget them before they are written.
        lock (_waiting)
            _waiting.Enqueue((kind, edit, edit?.Tiles));
    }

    private bool TryDequeue(out (JournalRecord Kind, CanvasEdit? Edit, IReadOnlyList<TileChange>? Tiles) record)
    {
        lock (_waiting)
            return _waiting.TryDequeue(out record);
    }

    private void Write(JournalRecord kind, CanvasEdit? edit, IReadOnlyList<TileChange>? tiles)
    {
        _file ??= Create();
        if (edit is null)
        {
            Append(kind, []);
            return;
        }

        var place = Append(kind, JournalRecords.WriteEdit(edit, tiles!, NumberOf));
        _places.AddOrUpdate(edit, place);
    }

    /// <summary>Writes a tracing layer's picture where it is not written yet. 0 = none, or one too large to be kept.</summary>
    private int NumberOf(TracingLayer? trace)
    {
        if (trace is null || trace.File.Content.Length > JournalRecords.Longest / 2)
            return 0;
        if (!_traces.TryGetValue(trace.File, out var known))
        {
            known = new Place(++_lastTrace, 0);
            _traces.Add(trace.File, known);
            _tracesByNumber.Add(_lastTrace, trace.File);
            Append(JournalRecord.Trace, JournalRecords.WriteTrace(_lastTrace, trace.File));
        }

        return (int)known.Offset;
    }

    private Place Append(JournalRecord kind, byte[] content)
    {
        var file = _file!;
        byte[] body = [(byte)kind, .. content];
        file.Seek(0, SeekOrigin.End);
        var place = new Place(file.Position, content.Length);
        using var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(content.Length);
        writer.Write(body);
        writer.Write(Crc32.Of(body));
        return place;
    }

    private FileStream Create()
    {
        var folder = Path.GetDirectoryName(_path)!;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(_path, options);
        file.Write(JournalRecords.Mark);
        return file;
    }

    /// <summary>Reads up to the first record that is cut off or wrong, and cuts the file there.</summary>
    private DrawDocument? Replay()
    {
        var file = _file!;
        Span<byte> mark = stackalloc byte[JournalRecords.Mark.Length];
        if (file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) < mark.Length || !mark.SequenceEqual(JournalRecords.Mark))
            throw new IOException("This is no autosave file.");
        var document = DrawDocument.Fresh();
        document.History.Journal = this;
        _isReplaying = true;
        var good = file.Position;
        while (TryReadRecord(out var kind, out var content, out var place) && TryApply(document, kind, content, place))
            good = file.Position;
        _isReplaying = false;
        file.SetLength(good);
        return document.History.UndoCount + document.History.RedoCount > 0 ? document : null;
    }

    private bool TryApply(DrawDocument document, JournalRecord kind, byte[] content, Place place)
    {
        try
        {
            switch (kind)
            {
                case JournalRecord.Undo:
                    return document.History.TryUndo(document.Canvas);
                case JournalRecord.Redo:
                    return document.History.TryRedo(document.Canvas);
                case JournalRecord.Trace:
                    var (number, trace) = JournalRecords.ReadTrace(content);
                    _tracesByNumber[number] = trace;
                    _traces.AddOrUpdate(trace, new Place(number, 0));
                    _lastTrace = Math.Max(_lastTrace, number);
                    return true;
                case JournalRecord.Edit:
                    var edit = JournalRecords.ReadEdit(content, _tracesByNumber.GetValueOrDefault);
                    _places.AddOrUpdate(edit, place);
                    edit.Redo(document.Canvas);
                    document.History.Add(edit);
                    return true;
                default:
                    return false;
            }
        }
        catch (Exception e) when (e is DrawingException or InvalidDataException or EndOfStreamException or ArgumentException)
        {
            return false;
        }
    }

    private bool TryReadRecord(out JournalRecord kind, out byte[] content, out Place place)
    {
        (kind, content, place) = (default, [], new Place(_file!.Position, 0));
        Span<byte> number = stackalloc byte[4];
        if (_file.ReadAtLeast(number, 4, throwOnEndOfStream: false) < 4)
            return false;
        var length = BitConverter.ToInt32(number);
        if (length is < 0 or > JournalRecords.Longest || length > _file.Length - place.Offset - JournalRecords.Frame)
            return false;
        var body = new byte[length + 1];
        _file.ReadExactly(body);
        _file.ReadExactly(number);
        if (Crc32.Of(body) != BitConverter.ToUInt32(number))
            return false;
        (kind, content, place) = ((JournalRecord)body[0], body[1..], place with { Length = length });
        return true;
    }

    private byte[] ReadAt(Place place)
    {
        var content = new byte[place.Length];
        _file!.Seek(place.Offset + sizeof(int) + 1, SeekOrigin.Begin);
        _file.ReadExactly(content);
        return content;
    }

    private sealed record Place(long Offset, int Length);
}
