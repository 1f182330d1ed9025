using System.Threading.Channels;

namespace PeerSlot.Exchange;

/// <summary>The room as screens and commands see it. All members may be called from any thread.</summary>
public interface IRoom
{
    /// <summary>Our own name in the room.</summary>
    string Name { get; }

    string RoomName { get; }

    /// <summary>Whether a passphrase seals all that is said; otherwise everybody on the network reads it and may speak.</summary>
    bool IsSealed => false;

    Guid Id { get; }

    /// <summary>Everything that happens, in order. Bounded: a reader that stalls loses progress news first, never a FiledNews.</summary>
    ChannelReader<RoomNews> News { get; }

    /// <summary>Who is here now, sorted by name.</summary>
    IReadOnlyList<RoomPeer> Peers { get; }

    /// <summary>Sends a picture file's bytes; what becomes of it comes as news under the returned number.</summary>
    /// <param name="content">A whole picture file, at most the receivers' limits (128 MiB unless set).</param>
    /// <param name="fileName">The name to show; no folders.</param>
    /// <param name="to">Identities, or null = everybody in the room.</param>
    /// <param name="stripped">EXIF, GPS or text was taken out of it, which receivers are told.</param>
    uint Send(byte[] content, string fileName, IReadOnlyList<Guid>? to, bool stripped = false);

    /// <summary>Takes a picture that an <see cref="AvailableNews"/> named; nothing happens where its sender has left.</summary>
    void Pull(string key)
    {
    }

    /// <summary>
    /// Offers a sent picture again to those who were silent and to whoever came since; what becomes of it comes as news under the same number.
    /// Where it is not kept any more, that is told.
    /// </summary>
    void SendAgain(uint sendId)
    {
    }

    /// <summary>Closes the slot of a lab client, as closing its tab did; its next notification opens it again.</summary>
    void CloseLabClient(Guid id)
    {
    }

    /// <summary>From now on this identity is the one that bears its name, and its pictures need no question. False takes that back.</summary>
    void Trust(Guid id, bool isTrusted)
    {
    }

    /// <summary>Refuses an identity's pictures without a word, or takes that back.</summary>
    void Mute(Guid id, bool isMuted)
    {
    }

    /// <summary>
    /// Looks for others at an address where announcements to everybody do not reach: another subnet, a VPN. Found ones appear among the
    /// <see cref="Peers"/>; what cannot be understood or found is told as <see cref="TroubleNews"/>.
    /// </summary>
    /// <param name="address"><c>host</c>, <c>host:port</c>, <c>192.168.7.12</c>, <c>[2001:db8::7]:47114</c>.</param>
    void AddPeer(string address)
    {
    }

    /// <summary>What the person calls an identity from now on, whatever it calls itself.</summary>
    /// <param name="name">Empty = by its own name again.</param>
    void Rename(Guid id, string name)
    {
    }

    /// <summary>Yes to an <see cref="AskedNews"/>.</summary>
    void Accept(string key)
    {
    }

    IReadOnlyList<SlotState> Slots { get; }

    /// <summary>What came and changed nothing, as it was a moment ago.</summary>
    IgnoredDatagrams Ignored => IgnoredDatagrams.None;

    /// <summary>One line for the header: <c>lan:ok</c>, or what does not work.</summary>
    string NetworkState { get; }
}
