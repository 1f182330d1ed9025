using PeerSlot.Gallery;

namespace PeerSlot.Screens;

internal enum InboxState
{
    Arriving,
    Whole,
    Lost,

    /// <summary>Offered: its sender waits for a yes.</summary>
    Asked,

    /// <summary>Sent before we came: its sender still has it.</summary>
    Available,
}

/// <summary>A picture in the inbox: received, on its way, lost, or sent by us.</summary>
/// <param name="Key">The transfer's key, the same from the first datagram to the file.</param>
/// <param name="Entry">The file; null until it is whole.</param>
/// <param name="Have">Bytes here.</param>
/// <param name="Of">Bytes of the whole file.</param>
/// <param name="Note">What a lost one lacks, or who got a sent one.</param>
internal sealed record InboxItem(
    string Key, GalleryEntry? Entry, DateTimeOffset Time, Guid From, string FromName, string FileName, int Width, int Height,
    long Have, long Of, InboxState State, bool IsSent, bool IsNew, Text? Note = null)
{
    public static InboxItem FromEntry(GalleryEntry entry, bool isNew) => new(
        entry.Key, entry, entry.Time, entry.PeerId, entry.PeerName, entry.FileName, entry.Width, entry.Height, entry.Bytes, entry.Bytes,
        InboxState.Whole, entry.Direction == GalleryDirection.Sent, isNew && entry.Direction == GalleryDirection.Received);

    /// <summary><c>lab-03</c>, or <c>you→all</c> for what we sent.</summary>
    public Text Who => !IsSent ? Text.Verbatim(FromName) : FromName.Length == 0 ? "you→all" : (Text)$"you→{FromName}";

    public string Dimensions => Width == 0 ? "?" : $"{Width}x{Height}";

    /// <summary>One short word: <c>ok</c>, <c>91%</c>, <c>lost</c>, or <c>12/12</c>.</summary>
    public Text Condition => State switch
    {
        InboxState.Arriving => (Text)$"{(Of == 0 ? 0 : Have * 100 / Of)}%",
        InboxState.Lost => "lost",
        InboxState.Asked => "y?",
        InboxState.Available => "pull",
        _ when IsSent && Note is { IsEmpty: false } => Note,
        _ => "ok",
    };
}
