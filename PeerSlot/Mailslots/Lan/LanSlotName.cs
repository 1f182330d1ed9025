using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PeerSlot.Mailslots.Lan;

/// <summary>A slot's name as datagrams carry it.</summary>
internal sealed class LanSlotName
{
    /// <summary>Slots below this level go by their tag alone: 4 bytes instead of about 50 in each datagram.</summary>
    private const string TaggedLevel = @"peerslot\";

    private readonly byte[] _utf8;

    /// <exception cref="MailslotException">NameTooLong (206): more than 200 bytes of UTF-8.</exception>
    public LanSlotName(string name)
    {
        var lower = name.ToLowerInvariant();
        _utf8 = Encoding.UTF8.GetBytes(lower);
        if (_utf8.Length > LanFrame.LongestName)
        {
            throw new MailslotException(
                MailslotError.NameTooLong,
                $"On the lan a slot's name has at most {LanFrame.LongestName} bytes of UTF-8; this one has {_utf8.Length}.");
        }

        Tag = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(_utf8));
        InFull = !lower.StartsWith(TaggedLevel, StringComparison.Ordinal);
    }

    /// <summary>The first 4 bytes of SHA-256 of the lower-case name in UTF-8, big-endian.</summary>
    public uint Tag { get; }

    /// <summary>Whether the whole name travels; so for slots that people make by hand, whose names nobody else checks for equal tags.</summary>
    public bool InFull { get; }

    /// <summary>What a datagram carries after its tag; empty for slots that go by the tag alone.</summary>
    public ReadOnlySpan<byte> NameOnWire => InFull ? _utf8 : [];
}
