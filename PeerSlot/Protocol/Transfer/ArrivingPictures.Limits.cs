using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>What is not taken: pictures of those whom the person does not want, those that are too large, and more than fit.</summary>
internal sealed partial class ArrivingPictures
{
    /// <summary>Whether this sender's pictures are taken. Where not, it is told once it is live: a recording is not worth an answer.</summary>
    private bool IsAccepted(TimeSpan now, PeerAddress source, TransferId id, in ManifestMessage manifest, PeerId sender, bool isLive)
    {
        var acceptance = _policy.Of(sender);
        if (acceptance == Acceptance.Take)
            return true;
        if (!isLive)
            return false;
        if (acceptance == Acceptance.Ask)
        {
            if (Available.Add(id))
                _events.Enqueue(new PictureAsked(ToManifest(id, manifest), source.Network));
            return false;
        }

        Finished.Add(now, id, ReceiptStatus.Refused, RefusalReason.NotWanted, 0, sender, source);
        if (acceptance == Acceptance.Refuse)
            _events.Enqueue(new PictureNotTaken(ToManifest(id, manifest), RefusalReason.NotWanted));
        return false;
    }

    /// <summary>
    /// Whether one more picture fits the limits. What comes of sessions that have not proved to speak now fills half of them at most, and gives way to those
    /// that have: else a few signed manifests of invented sessions kept all others out.
    /// </summary>
    private bool HasRoomFor(long length, SessionId sender, bool isLive)
    {
        var ofSender = 0;
        foreach (var id in _arriving.Keys)
            ofSender += id.Sender == sender ? 1 : 0;
        if (ofSender >= _settings.MaximumArrivalsPerSession)
            return false;
        if (!isLive)
            return Fits(length, (_settings.MaximumArrivals + 1) / 2, Math.Max(_settings.ReceiveMemory / 2, Math.Min(length, _settings.ReceiveMemory)));
        while (!Fits(length, _settings.MaximumArrivals, _settings.ReceiveMemory))
        {
            if (_arriving.Values.FirstOrDefault(t => !t.IsTold) is not { } unproved)
                return false;
            Lose(unproved, "its sender did not prove that it speaks now");
        }

        return true;
    }

    private bool Fits(long length, int arrivals, long bytes) => _arriving.Count < arrivals && ReservedBytes + length <= bytes;

    private RefusalReason ReasonToRefuse(in ManifestMessage manifest) =>
        manifest.Layout.Length > Math.Min(_settings.MaximumBytes, _settings.ReceiveMemory) ? RefusalReason.TooManyBytes
        : (ulong)manifest.Width * manifest.Height > (ulong)_settings.MaximumPixels
            || Math.Max(manifest.Width, manifest.Height) > int.MaxValue ? RefusalReason.TooManyPixels
        : RefusalReason.None;
}
