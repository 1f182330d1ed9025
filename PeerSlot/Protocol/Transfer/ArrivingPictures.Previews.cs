using System.Security.Cryptography;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>Previews on their way in: they go before the picture, and may come before its manifest too.</summary>
internal sealed partial class ArrivingPictures
{
    /// <summary>Of transfers without a manifest: 16 fragments of 192 bytes and their repairs are 6 KB.</summary>
    private const int MaximumEarlyPreviews = 8;

    private readonly RecentMap<TransferId, PreviewFragments> _earlyPreviews = new(MaximumEarlyPreviews);

    public void Preview(TimeSpan now, PeerAddress source, in MessageHeader header, PreviewShape shape, ReadOnlySpan<byte> data)
    {
        var id = new TransferId(header.Session, header.Transfer);
        if (_arriving.TryGetValue(id, out var transfer))
        {
            if (transfer.TryTakePreview(shape, header.Index, data, out var signed))
                CheckPreview(now, source, transfer, signed);
        }
        else if (!Finished.Contains(id))
        {
            if (!_earlyPreviews.TryGet(id, out var early) || early.Shape != shape)
                _earlyPreviews.Set(id, early = new PreviewFragments(shape));
            early.Take(header.Index, data);
        }
    }

    private void TakeEarlyPreview(TimeSpan now, PeerAddress source, ReceivingTransfer transfer)
    {
        if (_earlyPreviews.TryGet(transfer.Manifest.Transfer, out var early) && transfer.TryTakePreview(early, out var signed))
            CheckPreview(now, source, transfer, signed);
    }

    private void CheckPreview(TimeSpan now, PeerAddress source, ReceivingTransfer transfer, byte[] signed)
    {
        Span<byte> head = stackalloc byte[TransferHead.Size];
        TransferHead.Write(head, transfer.Manifest.Transfer);
        var preview = signed[Identity.SignatureSize..];
        var isRight = _local.TryVerify(
            now, source, transfer.PublicKey, PreviewMessage.Label, head, SHA256.HashData(preview), signed.AsSpan(0, Identity.SignatureSize));
        transfer.PreviewChecked(isRight ? preview : null);
        if (isRight && transfer.IsTold)
            _events.Enqueue(new PicturePreviewed(transfer.Manifest, preview));
    }
}
