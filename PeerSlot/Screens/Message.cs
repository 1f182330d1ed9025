using PeerSlot.Drawing;
using PeerSlot.Drawing.Autosave;
using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Pictures.Cells;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>What can happen to the screens.</summary>
internal abstract record Message
{
    /// <summary>A person did something.</summary>
    public sealed record Input(InputEvent Event) : Message;

    /// <summary>Something happened in the room.</summary>
    public sealed record News(RoomNews What) : Message;

    /// <summary>Time went on. Comes before everything else that the host read at the same moment.</summary>
    /// <param name="Look">How the room looks now; null where nobody needed to know.</param>
    public sealed record Tick(DateTimeOffset Now, RoomLook? Look) : Message;

    /// <summary>We are in the room; until then the screens show none.</summary>
    public sealed record RoomEntered(string Name, string RoomName) : Message;

    public sealed record GalleryListed(IReadOnlyList<GalleryEntry> Entries) : Message;

    public sealed record DirectoryListed(string Path, IReadOnlyList<DirectoryItem> Items) : Message;

    public sealed record DirectoryFailed(string Path, Text Reason) : Message;

    /// <summary>A picture was read for the drawing table.</summary>
    public sealed record PictureLoaded(DrawDocument Document) : Message;

    /// <summary>A picture file was read, to be placed.</summary>
    public sealed record PlacementLoaded(SourceFile File, bool AsTrace) : Message;

    /// <param name="Pixels">Null where the picture cannot be shown.</param>
    public sealed record LayerReady(LayerRequest Request, LayerPixels? Pixels, Text Reason) : Message;

    /// <summary>A file of that name is there already.</summary>
    public sealed record SaveExists(Effect.SaveDrawing Save) : Message;

    public sealed record DrawingSaved(Effect.SaveDrawing Save) : Message;

    public sealed record KeptListed(IReadOnlyList<KeptDrawing> Drawings, bool Announce) : Message;

    public sealed record KeptOpened(DrawDocument Document) : Message;

    public sealed record PreviewReady(PreviewRequest Request, PreviewResult Result) : Message;

    /// <param name="Frames">None where nothing moves.</param>
    public sealed record FramesReady(PreviewRequest Request, IReadOnlyList<CellFrame> Frames) : Message;

    /// <summary>How large the picture of the send dialog will be.</summary>
    public sealed record Measured(PictureToSend Picture, long Bytes) : Message;

    public sealed record SendStarted(uint SendId, Effect.SendPicture Sent) : Message;

    /// <summary>A picture that we sent is in the gallery.</summary>
    public sealed record Recorded(GalleryEntry Entry) : Message;

    public sealed record Deleted(string Key) : Message;

    /// <summary>A mailslot was made by hand, or changed.</summary>
    /// <param name="All">All that were, as they are now.</param>
    public sealed record SlotMade(string Path, IReadOnlyList<SlotState> All) : Message;

    public sealed record SlotClosed(string Path, IReadOnlyList<SlotState> All) : Message;

    public sealed record SlotWritten(string Path, int Bytes) : Message;

    public sealed record ThemeLoaded(ThemeColors Theme) : Message;

    /// <summary>Settings were written to the file, or were not.</summary>
    /// <param name="Fault">Why not; empty where they were.</param>
    public sealed record SettingsSaved(Text Text, Text Fault) : Message;

    /// <summary>Something went well, in one plain sentence.</summary>
    public sealed record Done(Text Text) : Message;

    /// <summary>Something did not work, in one plain sentence.</summary>
    public sealed record Trouble(Text Text) : Message;

    /// <summary>The room has ended; there will be no more news.</summary>
    public sealed record RoomEnded : Message;
}

/// <summary>How the room looks at a moment.</summary>
internal sealed record RoomLook(IReadOnlyList<RoomPeer> Peers, IReadOnlyList<SlotState> Slots, string NetworkState)
{
    /// <summary>Made by hand.</summary>
    public IReadOnlyList<SlotState> HandSlots { get; init; } = [];

    public bool IsSealed { get; init; }

    public IgnoredDatagrams Ignored { get; init; } = IgnoredDatagrams.None;

    public static RoomLook At(IRoom room) =>
        new(room.Peers, room.Slots, room.NetworkState) { IsSealed = room.IsSealed, Ignored = room.Ignored };
}

/// <param name="Name">Without folders; <c>..</c> leads up.</param>
/// <param name="Length">Bytes; 0 for a folder.</param>
internal sealed record DirectoryItem(string Name, bool IsFolder, long Length);

/// <summary>A picture that a pane wants to show in cells.</summary>
/// <param name="Source">Which picture.</param>
/// <param name="Columns">The pane's inside.</param>
/// <param name="Rows">The pane's inside.</param>
/// <param name="Enlarge">Whether a small picture may fill the pane.</param>
/// <param name="Version">Of the <see cref="Beginning"/>, where the picture is on its way.</param>
internal sealed record PreviewRequest(PreviewSource Source, int Columns, int Rows, bool Enlarge, int Version = 0);

/// <summary>A file on disk, or an entry of the gallery by its key.</summary>
internal sealed record PreviewSource(string Key, bool IsGallery);

/// <param name="Cells">Null where the picture cannot be shown.</param>
/// <param name="Width">Pixels of the whole picture.</param>
/// <param name="Height">Pixels of the whole picture.</param>
/// <param name="Reason">Why not, in one plain sentence.</param>
/// <param name="MayMove">Whether this kind of file may hold an animation.</param>
internal sealed record PreviewResult(CellPicture? Cells, int Width, int Height, Text? Reason = null, bool MayMove = false);
