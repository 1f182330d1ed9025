using PeerSlot.Drawing;
using PeerSlot.Gallery;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>What the host carries out for the screens. Records, so that a test can compare them.</summary>
internal abstract record Effect
{
    /// <summary>Leaves the screens with an exit status.</summary>
    public sealed record Quit(int Status) : Effect;

    /// <summary>Paints everything anew.</summary>
    public sealed record Repaint : Effect;

    public sealed record Suspend : Effect;

    public sealed record LoadTheme(string Name) : Effect;

    /// <summary>Other wishes for the terminal: colours, characters, the mouse.</summary>
    public sealed record ChangeTerminal(TerminalSettings Settings) : Effect;

    public sealed record RingBell : Effect;

    /// <summary>Writes settings into the person's file.</summary>
    /// <param name="Values">By name.</param>
    public sealed record SaveSettings(IReadOnlyDictionary<string, string> Values) : Effect;

    /// <summary>Reads which pictures are there from earlier.</summary>
    public sealed record ListGallery : Effect;

    public sealed record ListDirectory(string Path) : Effect;

    /// <summary>Reads a picture file for the drawing table.</summary>
    public sealed record LoadPicture(string Path) : Effect;

    /// <summary>Reads a picture file to be placed on the drawing, or under it.</summary>
    public sealed record LoadPlacement(string Path, bool AsTrace) : Effect;

    /// <summary>Decodes a picture file that is read already, for the drawing table.</summary>
    public sealed record DecodePicture(SourceFile File) : Effect;

    public sealed record ScaleLayer(LayerRequest Request) : Effect;

    /// <param name="Canvas">A copy.</param>
    /// <param name="At">The last edit in it.</param>
    public sealed record SaveDrawing(Canvas Canvas, string Path, bool Overwrite, CanvasEdit? At) : Effect;

    /// <summary>Looks for drawings of processes that are gone.</summary>
    /// <param name="Announce">Whether a line is to say what was found.</param>
    public sealed record ListKept(bool Announce) : Effect;

    public sealed record OpenKept(string Path) : Effect;

    public sealed record RemoveKept(string Path) : Effect;

    /// <summary>Removes the autosave file of a drawing that went into another one.</summary>
    public sealed record DiscardDrawing(DrawDocument Document) : Effect;

    /// <summary>Reads a picture of the gallery for the drawing table.</summary>
    public sealed record LoadEntry(GalleryEntry Entry) : Effect;

    /// <param name="Entry">Where the source is an entry of the gallery.</param>
    /// <param name="Beginning">Where the picture is on its way.</param>
    public sealed record LoadPreview(PreviewRequest Request, GalleryEntry? Entry, Beginning? Beginning = null) : Effect;

    /// <summary>Takes a picture that was sent before we came.</summary>
    public sealed record Pull(string Key) : Effect;

    public sealed record MeasurePicture(PictureToSend Picture) : Effect;

    /// <param name="To">Identities; null = everybody.</param>
    /// <param name="Recipients">How many are to get it.</param>
    /// <param name="Names">Theirs, for the gallery; empty = everybody.</param>
    /// <param name="IsFiled">Whether the gallery has it already.</param>
    public sealed record SendPicture(PictureToSend Picture, IReadOnlyList<Guid>? To, int Recipients, string Names, bool IsFiled = false) : Effect;

    /// <summary>Puts a picture that is being sent into the gallery.</summary>
    /// <param name="Key">The transfer's key.</param>
    public sealed record RecordSent(string Key, PictureToSend Picture, string Names) : Effect;

    public sealed record DeletePicture(GalleryEntry Entry) : Effect;

    public sealed record CloseLabClient(Guid Id) : Effect;

    /// <summary>Copies a picture of the gallery into a folder, or under a path.</summary>
    public sealed record SaveCopy(GalleryEntry Entry, string Path) : Effect;

    /// <summary>Creates a mailslot by hand.</summary>
    public sealed record CreateSlot(string Path) : Effect;

    /// <summary>Takes the next message out of a slot made by hand.</summary>
    public sealed record ReadSlot(string Path) : Effect;

    public sealed record SetSlotTimeout(string Path, TimeSpan Timeout) : Effect;

    public sealed record CloseSlot(string Path) : Effect;

    public sealed record WriteSlot(string Path, string Text) : Effect;

    /// <summary>Puts text onto the clipboard of the person's terminal, however far away that is (OSC 52).</summary>
    public sealed record CopyText(string Text) : Effect;

    /// <summary>Offers a picture again to those who were silent, under its old number.</summary>
    public sealed record SendAgain(uint SendId) : Effect;

    /// <summary>Decodes all frames of an animation for the pane that shows its first.</summary>
    public sealed record LoadFrames(PreviewRequest Request, GalleryEntry? Entry) : Effect;

    /// <summary>Yes to an offered picture.</summary>
    public sealed record Accept(string Key) : Effect;

    public sealed record Trust(Guid Id, bool IsTrusted) : Effect;

    public sealed record Mute(Guid Id, bool IsMuted) : Effect;

    /// <summary>Looks for others at an address that multicast does not reach.</summary>
    public sealed record AddPeer(string Address) : Effect;

    /// <param name="Name">Empty = by its own name again.</param>
    public sealed record Rename(Guid Id, string Name) : Effect;
}
