using System.Collections.Concurrent;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Protocol.Transfer;

namespace PeerSlot.Exchange;

/// <summary>What became of a picture that arrived whole.</summary>
/// <param name="Entry">The picture on disk; null where it was refused.</param>
/// <param name="WasThere">Another session of this identity had filed it.</param>
/// <param name="Message">Why it was refused, for people.</param>
internal sealed record FilingOutcome(PictureArrived Arrived, GalleryEntry? Entry, bool WasThere, RefusalReason Reason, Text Message);

/// <summary>
/// Bytes to the gallery on a worker thread, so that no disk holds up the loop. Only when the file is whole on the disk does the
/// outcome go back and the sender get its receipt.
/// </summary>
internal sealed class Filing : IDisposable
{
    private readonly IPictureStore _store;
    private readonly PictureLimits _limits;
    private readonly Action<FilingOutcome> _done;
    private readonly Lock _gate = new();
    private readonly BlockingCollection<Action> _queue = [];
    private readonly Thread _thread;

    /// <param name="done">Called on the worker thread.</param>
    public Filing(IPictureStore store, PictureLimits limits, Action<FilingOutcome> done)
    {
        (_store, _limits, _done) = (store, limits, done);
        _thread = new Thread(Run) { IsBackground = true, Name = "filing" };
        _thread.Start();
    }

    /// <summary>What comes after <see cref="Dispose"/> is not taken: it gets no receipt, so its sender knows.</summary>
    public void Add(PictureArrived arrived) => Add(() => _done(FileOne(arrived)));

    /// <summary>Other work of the disk, in order.</summary>
    /// <param name="work">Throws nothing.</param>
    public void Add(Action work)
    {
        lock (_gate)
        {
            if (!_queue.IsAddingCompleted)
                _queue.Add(work);
        }
    }

    /// <summary>Returns when everything that arrived is on the disk.</summary>
    public void Dispose()
    {
        lock (_gate)
            _queue.CompleteAdding();
        _thread.Join();
    }

    private void Run()
    {
        foreach (var work in _queue.GetConsumingEnumerable())
            work();
    }

    private FilingOutcome FileOne(PictureArrived arrived)
    {
        var manifest = arrived.Manifest;
        try
        {
            var info = PictureFile.Identify(arrived.Content, _limits);
            var filed = _store.File(new ArrivedPicture(
                manifest.Transfer.ToString(), manifest.From.Value, manifest.Nickname, manifest.FileName, arrived.Network, arrived.Content,
                info.Width, info.Height, manifest.Sha256, arrived.Repaired) { Stripped = manifest.Stripped });
            return new FilingOutcome(arrived, filed.Entry, filed.WasThere, RefusalReason.None, "");
        }
        catch (PictureException e)
        {
            return Refused(arrived, RefusalReason.Unreadable, e.Text);
        }
        catch (GalleryException e)
        {
            return Refused(arrived, e.Kind == GalleryErrorKind.QuotaReached ? RefusalReason.NotWanted : RefusalReason.DiskFull, e.Text);
        }
    }

    private static FilingOutcome Refused(PictureArrived arrived, RefusalReason reason, Text message) => new(arrived, null, false, reason, message);
}
