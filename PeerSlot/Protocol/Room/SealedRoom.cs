using System.Security.Cryptography;
using PeerSlot.Protocol.Wire;

namespace PeerSlot.Protocol.Room;

/// <summary>
/// A room with a passphrase: all behind a message's header is encrypted and all of it authenticated with AES-256-GCM (NIST SP 800-38D). What was not
/// sealed with the room's key, was altered, or was heard before changes only a counter.
/// </summary>
/// <remarks>
/// Nonce: 4 zeros and the header's counter as 8 bytes; associated data: the 21 bytes of the header; tag: 16 bytes behind the message. Sessions that
/// never opened anything are not kept. Failed attempts are bounded a second, in all and for each address, because each costs a key's derivation or
/// an exception; who opened something before is tried further while strangers flood.
/// </remarks>
public sealed class SealedRoom : IRoomSeal, IDisposable
{
    private const int TagSize = WireLimits.SealOverhead;
    private const int NonceSize = 12;

    private readonly RoomKey _key;
    private readonly SessionId _ownSession;
    private readonly AesGcm _own;
    private readonly MessageCounts _ignored;
    private readonly OpenedSessions _opened = new();
    private readonly AddressLimits _strangerFailures;
    private readonly AddressLimits _knownFailures;

    /// <param name="key">The room's.</param>
    /// <param name="session">Our own session, whose messages are sealed.</param>
    /// <param name="ignored">Counts what was not opened.</param>
    /// <param name="limits">Of failed attempts.</param>
    public SealedRoom(RoomKey key, SessionId session, MessageCounts ignored, RoomLimits limits)
    {
        (_key, _ownSession, _ignored) = (key, session, ignored);
        _own = key.KeyOf(session);
        _strangerFailures = new AddressLimits(limits.FailuresPerSecond, limits.FailuresPerSecondAndAddress);
        _knownFailures = new AddressLimits(limits.FailuresPerSecond, limits.FailuresPerSecondAndAddress);
    }

    public int Overhead => TagSize;

    public bool IsSealed => true;

    /// <summary>Attempts to open something, the work that strangers can cause.</summary>
    internal long Attempts { get; private set; }

    internal int SessionsKept => _opened.Count;

    public int Seal(Span<byte> buffer, int size)
    {
        buffer[0] = (byte)(MessageHeader.SealedVersion << 4 | buffer[0] & 0x0F);
        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(buffer, nonce);
        var body = buffer[MessageHeader.Size..size];
        _own.Encrypt(nonce, body, body, buffer.Slice(size, TagSize), buffer[..MessageHeader.Size]);
        return size + TagSize;
    }

    public bool TryOpen(TimeSpan now, PeerAddress source, Span<byte> message, out int size)
    {
        size = 0;
        if (message.Length < MessageHeader.Size + TagSize || message[0] >> 4 != MessageHeader.SealedVersion)
        {
            _ignored.NotOpened++;
            return false;
        }

        var reader = new WireReader(message[1..MessageHeader.Size]);
        var (session, counter) = (reader.ReadSession(), reader.ReadUInt40());
        if (session == _ownSession)
            return false;
        var known = _opened.Find(session);
        if (counter == 0 || known?.Window.WasHeard(counter) == true)
        {
            _ignored.Duplicate++;
            return false;
        }

        var failures = known?.Source == source ? _knownFailures : _strangerFailures;
        if (!failures.MayTake(now, source))
        {
            _ignored.BeyondLimit++;
            return false;
        }

        if (!TryOpen(message, session, counter, source, known))
        {
            failures.TryTake(now, source);
            _ignored.NotOpened++;
            return false;
        }

        size = message.Length - TagSize;
        return true;
    }

    public void Dispose()
    {
        _own.Dispose();
        _opened.Dispose();
    }

    private bool TryOpen(Span<byte> message, SessionId session, ulong counter, PeerAddress source, OpenedSession? known)
    {
        Attempts++;
        var key = known?.Key ?? _key.KeyOf(session);
        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(message, nonce);
        var end = message.Length - TagSize;
        var body = message[MessageHeader.Size..end];
        try
        {
            key.Decrypt(nonce, body, message[end..], body, message[..MessageHeader.Size]);
        }
        catch (CryptographicException)
        {
            if (known is null)
                key.Dispose();
            return false;
        }

        known ??= _opened.Add(session, key);
        known.Source = source;
        known.Window.TryAdd(counter);
        message[0] = (byte)(MessageHeader.Version << 4 | message[0] & 0x0F);
        return true;
    }

    /// <summary>The counter stands at offset 9 of the header, 5 bytes.</summary>
    private static void WriteNonce(ReadOnlySpan<byte> message, Span<byte> nonce)
    {
        nonce.Clear();
        message.Slice(9, 5).CopyTo(nonce[7..]);
    }
}
