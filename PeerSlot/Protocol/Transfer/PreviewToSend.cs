using System.Security.Cryptography;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>A preview on its way out, signed once.</summary>
internal sealed class PreviewToSend
{
    private readonly byte[] _signed;
    private readonly int _fragmentSize;

    /// <param name="preview">1 to <see cref="PreviewMessage.MaximumSize"/> bytes.</param>
    /// <param name="fragmentSize">Bytes that a message has behind its header.</param>
    public PreviewToSend(LocalSession local, uint transfer, ReadOnlySpan<byte> preview, int fragmentSize)
    {
        _fragmentSize = fragmentSize;
        _signed = new byte[Identity.SignatureSize + preview.Length];
        Span<byte> head = stackalloc byte[TransferHead.Size];
        TransferHead.Write(head, new TransferId(local.Id, transfer));
        local.Sign(PreviewMessage.Label, head, SHA256.HashData(preview), _signed.AsSpan(0, Identity.SignatureSize));
        preview.CopyTo(_signed.AsSpan(Identity.SignatureSize));
    }

    public int Fragments => (_signed.Length + _fragmentSize - 1) / _fragmentSize;

    public int Write(LocalSession local, uint transfer, int fragment, Span<byte> buffer)
    {
        var writer = new WireWriter(buffer);
        local.WriteHeader(ref writer, MessageKind.Preview, transfer, (ushort)Fragments, (byte)fragment);
        var from = fragment * _fragmentSize;
        writer.WriteBytes(_signed.AsSpan(from, Math.Min(_fragmentSize, _signed.Length - from)));
        return writer.Written;
    }
}
