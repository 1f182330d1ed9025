using PeerSlot.Protocol.Room;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Transfer;

/// <summary>The manifest of a sending, and of its preview, signed once and written as often as it takes.</summary>
internal sealed class SignedManifest
{
    private readonly uint _transfer;
    private readonly byte[] _body;

    public SignedManifest(LocalSession local, PictureToSend picture, SymbolLayout layout, int maximumMessage)
    {
        _transfer = picture.Number;
        var room = maximumMessage - MessageHeader.Size - ManifestMessage.FixedSize;
        var nickname = HarmlessText.ToUtf8(local.Nickname, Math.Clamp(room / 2, 0, ManifestMessage.MaximumNickname));
        var fileName = HarmlessText.ToUtf8(picture.FileName, Math.Clamp(room - nickname.Length, 0, ManifestMessage.MaximumFileName));
        HasContent = picture.Content.Length <= room - nickname.Length - fileName.Length;
        _body = new byte[ManifestMessage.FixedSize + nickname.Length + fileName.Length + (HasContent ? picture.Content.Length : 0)];
        var writer = new WireWriter(_body);
        new ManifestMessage
        {
            Room = local.Room,
            PublicKey = local.PublicKey,
            Flags = (picture.To is null ? ManifestFlags.None : ManifestFlags.Directed) | (picture.Stripped ? ManifestFlags.Stripped : ManifestFlags.None),
            Layout = layout,
            Width = (uint)picture.Width,
            Height = (uint)picture.Height,
            Sha256 = picture.Sha256,
            Nickname = nickname,
            FileName = fileName,
            Content = default,
        }.WriteSigned(ref writer);
        Span<byte> head = stackalloc byte[TransferHead.Size];
        TransferHead.Write(head, new TransferId(local.Id, _transfer));
        var signed = _body.AsSpan(0, writer.Written);
        local.Sign(ManifestMessage.Label, head, signed, writer.Take(Identity.SignatureSize));
        if (HasContent)
            writer.WriteBytes(picture.Content);
    }

    /// <summary>Whether the whole file is in it, so that no symbol need be sent.</summary>
    public bool HasContent { get; }

    public int Write(LocalSession local, Span<byte> buffer, bool isKept)
    {
        var writer = new WireWriter(buffer);
        local.WriteHeader(ref writer, MessageKind.Manifest, _transfer);
        var body = writer.Take(_body.Length);
        _body.CopyTo(body);
        if (isKept)
            ManifestMessage.MarkKept(body);
        return writer.Written;
    }
}
