using System.Security.Cryptography;
using PeerSlot.Protocol.ErasureCode;
using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>A preview on its way out, signed once. Each fragment that leaves is another one: first its own bytes, then repair symbols of them.</summary>
internal sealed class PreviewToSend
{
    private readonly byte[] _signed;
    private readonly PreviewShape _shape;
    private int _next;

    /// <param name="preview">1 to <see cref="PreviewMessage.MaximumSize"/> bytes.</param>
    /// <param name="fragmentSize">Bytes that a message has behind its header.</param>
    public PreviewToSend(LocalSession local, uint transfer, ReadOnlySpan<byte> preview, int fragmentSize)
    {
        var length = Identity.SignatureSize + preview.Length;
        _shape = new PreviewShape((length + fragmentSize - 1) / fragmentSize, length);
        _signed = new byte[_shape.Fragments * _shape.Size];
        Span<byte> head = stackalloc byte[TransferHead.Size];
        TransferHead.Write(head, new TransferId(local.Id, transfer));
        local.Sign(PreviewMessage.Label, head, SHA256.HashData(preview), _signed.AsSpan(0, Identity.SignatureSize));
        preview.CopyTo(_signed.AsSpan(Identity.SignatureSize));
    }

    /// <summary>As many as make it whole.</summary>
    public int Fragments => _shape.Fragments;

    /// <summary>Writes the next fragment.</summary>
    public int Write(LocalSession local, uint transfer, Span<byte> buffer)
    {
        var fragment = _next;
        _next = (_next + 1) % (_shape.Fragments + CauchyCode.MaximumRepair);
        var writer = new WireWriter(buffer);
        local.WriteHeader(ref writer, MessageKind.Preview, transfer, _shape.Block, (byte)fragment);
        var size = _shape.SizeOf(fragment);
        if (fragment < _shape.Fragments)
            _signed.AsSpan(fragment * _shape.Size, size).CopyTo(buffer[writer.Written..]);
        else
            CauchyCode.Encode(_signed, _shape.Size, _shape.Fragments, fragment - _shape.Fragments, buffer[writer.Written..]);
        return writer.Written + size;
    }
}
