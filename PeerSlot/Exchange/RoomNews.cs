using PeerSlot.Gallery;
using PeerSlot.Pictures;

namespace PeerSlot.Exchange;

/// <summary>What happens in the room, for screens and commands. Records, so that a test can compare them.</summary>
/// <param name="At">Wall-clock time.</param>
public abstract record RoomNews(DateTimeOffset At);

/// <summary>The whole list of who is in the room, after any change of it. Sorted by name.</summary>
public sealed record PeersNews(DateTimeOffset At, IReadOnlyList<RoomPeer> Peers) : RoomNews(At);

/// <summary>Somebody in the room.</summary>
/// <param name="Id">The identity.</param>
/// <param name="Name">Harmless to show; two of one name get different ones.</param>
/// <param name="Network"><c>lan</c>.</param>
/// <param name="Kind"><c>peerslot</c> or <c>lab</c>.</param>
/// <param name="IsSelf">Another session of our own identity.</param>
/// <param name="Since">When it was first heard.</param>
/// <param name="LastHeard">When it was last heard.</param>
/// <param name="Address">For people: <c>192.168.7.12:47114</c>.</param>
public sealed record RoomPeer(
    Guid Id, string Name, string Network, string Kind, bool IsSelf, DateTimeOffset Since, DateTimeOffset LastHeard, string Address)
{
    /// <summary>As it announced itself, made harmless; <see cref="Name"/> tells it from others, or is what the person calls it.</summary>
    public string Nickname { get; init; } = "";

    /// <summary>From a question to its answer; null where none was measured.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>The pictures that went to it and came from it since we are in the room.</summary>
    public PictureCounts Pictures { get; init; } = PictureCounts.None;

    /// <summary>The key's fingerprint as six words, with dashes; empty for a lab client, which has no key.</summary>
    public string KeyWords { get; init; } = "";

    /// <summary>It was met under this name.</summary>
    public bool IsKnown { get; init; }

    public bool IsTrusted { get; init; }

    public bool IsMuted { get; init; }

    /// <summary>Another key was known under this name: a machine set up anew, or somebody who takes another's name.</summary>
    public bool KeyChanged { get; init; }
}

/// <param name="Sent">That it confirmed.</param>
/// <param name="Got">That are whole and on the disk here.</param>
/// <param name="Lost">That did not become whole here, and those to it of which it confirmed nothing; none that came later after all.</param>
public sealed record PictureCounts(int Sent, int Got, int Lost)
{
    public static PictureCounts None { get; } = new(0, 0, 0);
}

/// <summary>A picture is on its way to us; repeated as it grows.</summary>
public sealed record ArrivingNews(
    DateTimeOffset At, string Key, Guid From, string FromName, string FileName, int Width, int Height, long Have, long Of,
    string Network) : RoomNews(At);

/// <summary>A tiny version of a picture that is on its way: it is here long before the picture.</summary>
public sealed record PreviewNews(DateTimeOffset At, string Key, Bitmap Preview) : RoomNews(At);

/// <summary>
/// The beginning of a picture that is on its way, for decoders that show one sharper as it grows; at most 5 a second. A view of the memory in which the
/// picture grows: these bytes do not change, and hold it as long as they are held.
/// </summary>
public sealed record PrefixNews(DateTimeOffset At, string Key, ReadOnlyMemory<byte> Prefix) : RoomNews(At);

/// <summary>A picture that was sent before we came, or that did not become whole here, can be had: <see cref="IRoom.Pull"/> takes it.</summary>
public sealed record AvailableNews(
    DateTimeOffset At, string Key, Guid From, string FromName, string FileName, int Width, int Height, long Length, string Network) : RoomNews(At);

/// <summary>Somebody offers a picture and waits for a yes (<see cref="IRoom.Accept"/>); nothing of it is collected before.</summary>
public sealed record AskedNews(
    DateTimeOffset At, string Key, Guid From, string FromName, string FileName, int Width, int Height, long Bytes) : RoomNews(At)
{
    public Text Message => $"{FromName} offers {FileName} ({Width}x{Height}, {Bytes} bytes).";
}

/// <summary>A picture came and is on disk. <paramref name="WasThere"/>: another session of this identity had filed it already.</summary>
public sealed record FiledNews(DateTimeOffset At, GalleryEntry Entry, bool WasThere) : RoomNews(At);

/// <summary>A picture that did not become whole, or was not taken: one plain sentence.</summary>
public sealed record LostNews(DateTimeOffset At, string Key, Guid From, string FromName, string FileName, Text Message) : RoomNews(At);

/// <summary>Our own sending: the first datagram left (<paramref name="Sent"/> 0) and how far the first pass is, in bytes.</summary>
public sealed record SendingNews(DateTimeOffset At, uint SendId, string Key, long Sent, long Of) : RoomNews(At);

/// <summary>Our own sending: what became of it at one peer.</summary>
/// <param name="Reason">One plain sentence where it was refused; empty otherwise.</param>
public sealed record DeliveryNews(DateTimeOffset At, uint SendId, RoomPeer Peer, Delivery Delivery, Text Reason) : RoomNews(At);

/// <summary>Our own sending is over.</summary>
public sealed record SendEndedNews(DateTimeOffset At, uint SendId) : RoomNews(At);

/// <summary>Somebody bears the name of a known peer and has another key.</summary>
public sealed record KeyChangedNews(DateTimeOffset At, RoomPeer Peer) : RoomNews(At)
{
    public Text Message => $"{Peer.Name} bears a known name with another key ({Peer.KeyWords}). Compare the words, then trust or mute it.";
}

/// <summary>Something does not work: one or two plain sentences with the remedy.</summary>
public sealed record TroubleNews(DateTimeOffset At, Text Message) : RoomNews(At);

/// <summary>Worth a line in the log and no more.</summary>
public sealed record NoteNews(DateTimeOffset At, Text Message) : RoomNews(At);

public enum Delivery
{
    Waiting,
    Receiving,
    Delivered,
    Refused,
    Silent,

    /// <summary>To lab servers: all of it left, and no receipts exist.</summary>
    Sent,
}
