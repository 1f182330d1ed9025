using PeerSlot.Protocol.Presence;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>What comes from others, one method a kind: false for a message that contradicts itself. Whose word counts is decided here.</summary>
public sealed partial class TransferMachine
{
    private bool TryTakeManifest(TimeSpan now, PeerAddress source, in MessageHeader header, ReadOnlySpan<byte> message)
    {
        if (!ManifestMessage.TryRead(header, message, out var manifest))
            return false;
        if (manifest.Room != _local.Room)
            _local.Ignored.OtherRoom++;
        else if (IsOurs(now, source, header, out _))
            _arriving.Manifest(now, source, header, manifest, message);
        return true;
    }

    private bool TryTakeSymbol(TimeSpan now, PeerAddress source, in MessageHeader header, ReadOnlySpan<byte> message, TimeSpan arrived)
    {
        if (!SymbolMessage.TryRead(header, message, out var sendTime, out var data))
            return false;
        if (IsOurs(now, source, header, out var mayBe))
            _arriving.Symbol(now, source, header, mayBe && sendTime is { } sent ? OneWayDelay.Of(arrived, sent) : null, data);
        return true;
    }

    private bool TryTakeEndOfPass(TimeSpan now, PeerAddress source, in MessageHeader header, ReadOnlySpan<byte> message)
    {
        if (!EndOfPass.TryRead(header, message, out _))
            return false;
        if (IsOurs(now, source, header, out _))
            _arriving.EndOfPass(now, source, header);
        return true;
    }

    private bool TryTakePreview(TimeSpan now, PeerAddress source, in MessageHeader header, ReadOnlySpan<byte> message)
    {
        if (!PreviewMessage.TryRead(header, message, out var shape, out var fragment))
            return false;
        if (IsOurs(now, source, header, out _))
            _arriving.Preview(now, source, header, shape, fragment);
        return true;
    }

    private bool TryTakeDigests(TimeSpan now, PeerAddress source, in MessageHeader header, ReadOnlySpan<byte> message)
    {
        if (!DigestsMessage.TryRead(header, message, out var digests))
            return false;
        if (IsOurs(now, source, header, out _))
            _arriving.Digests(now, source, header, digests);
        return true;
    }

    private bool TryTakeReport(TimeSpan now, PeerAddress source, in MessageHeader header, ReadOnlySpan<byte> message)
    {
        if (!Report.TryRead(header, message, out var report))
            return false;
        if (report.Sender != _local.Id || !IsProved(now, source, header, report.Peer) || Find(header.Transfer) is not { } sending)
            return true;
        Rate.Reported(now, header.Session, sending.Number, Math.Min(report.Highest, _local.Counter), report.Received, report.Delay);
        sending.Reported(now, header.Session, report);
        return true;
    }

    private bool TryTakeReceipt(TimeSpan now, PeerAddress source, in MessageHeader header, ReadOnlySpan<byte> message)
    {
        if (!Receipt.TryRead(header, message, out var receipt))
            return false;
        if (receipt.Sender == _local.Id && IsProved(now, source, header, receipt.Peer))
            Find(header.Transfer)?.Answered(now, header.Session, receipt);
        return true;
    }

    private bool TryTakeRequest(TimeSpan now, PeerAddress source, in MessageHeader header, ReadOnlySpan<byte> message)
    {
        if (!ManifestRequest.TryRead(header, message, out var request))
            return false;
        if (request.Sender == _local.Id && IsProved(now, source, header, request.Peer))
            Find(header.Transfer)?.ManifestWanted(now, header.Session, source, request);
        return true;
    }

    /// <summary>Of somebody else.</summary>
    /// <param name="mayBe">False where it is not from where that session lives: its counter and its time mean nothing.</param>
    private bool IsOurs(TimeSpan now, PeerAddress source, in MessageHeader header, out bool mayBe)
    {
        mayBe = header.Session != _local.Id && _table.MayBeFrom(now, header.Session, source);
        if (mayBe)
        {
            _local.Counted(header);
            _table.Heard(now, header.Session);
        }

        return header.Session != _local.Id;
    }

    /// <summary>
    /// Whether what makes us send, or says what became of a picture, comes from whom it names. It is not signed, so it must come from a live session of
    /// that peer and from where that is; others are asked to prove it, and say it again.
    /// </summary>
    private bool IsProved(TimeSpan now, PeerAddress source, in MessageHeader header, PeerId peer)
    {
        if (!IsOurs(now, source, header, out var mayBe))
            return false;
        if (mayBe && _table.IsLive(header.Session, peer))
            return true;
        _local.Ignored.Unproved++;
        _table.ProofWanted(now, header.Session, source);
        return false;
    }
}
