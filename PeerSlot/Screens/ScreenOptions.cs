using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>What the screens are given besides the terminal and the room. The delegates are called on a background thread and may throw.</summary>
public sealed record ScreenOptions
{
    /// <summary>What to show until the room is entered and says it.</summary>
    public string Name { get; init; } = "";

    /// <summary>What to show until the room is entered and says it.</summary>
    public string RoomName { get; init; } = "";

    /// <summary>The gallery at the start.</summary>
    public Func<IReadOnlyList<GalleryEntry>> LoadGallery { get; init; } = () => [];

    /// <summary>The bytes of a picture of the gallery.</summary>
    public Func<GalleryEntry, byte[]> LoadContent { get; init; } = e => File.ReadAllBytes(e.Path);

    public Action<GalleryEntry> Delete { get; init; } = e => File.Delete(e.Path);

    /// <summary>Puts a picture that was sent into the gallery; null = it is not kept.</summary>
    public Func<SentPicture, GalleryEntry>? RecordSent { get; init; }

    /// <summary>Whether EXIF, GPS and text of a file are sent, too.</summary>
    public bool KeepMetadata { get; init; }

    /// <summary>Copies a picture of the gallery into a folder or under a path without overwriting anything; gives the copy's path.</summary>
    public Func<GalleryEntry, string, string> SaveCopy { get; init; } = PictureFiles.SaveCopy;

    /// <summary>Where mailslots by hand are written to, but for those of this machine.</summary>
    public NetworkChoice Networks { get; init; } = new([], [], 0);

    /// <summary>A theme's name or the path of its file; empty = the terminal's own colours.</summary>
    public string Theme { get; init; } = "";

    public Language Language { get; init; } = Language.English;

    /// <summary>As the terminal was opened.</summary>
    public TerminalSettings Terminal { get; init; } = new();

    /// <summary>Whether a picture that comes rings the terminal's bell.</summary>
    public bool Bell { get; init; }

    /// <summary>Whether a picture from a trusted peer opens over the whole screen.</summary>
    public bool OpenTrusted { get; init; }

    /// <summary>Keeps settings by their names; gives the path of the file. Null = they hold until PeerSlot ends.</summary>
    public Func<IReadOnlyDictionary<string, string>, Text>? SaveSettings { get; init; }

    /// <summary>Every setting in force, its value and where it came from; asked for when it is first shown.</summary>
    public Func<IReadOnlyList<(string Name, string Value, Text Origin)>> Settings { get; init; } = () => [];

    /// <summary>Where drawings are kept while they are drawn; null = nowhere, and undo has the memory alone.</summary>
    public string? AutosaveFolder { get; init; }

    /// <summary>A picture file to open at once.</summary>
    public string? StartFile { get; init; }

    /// <summary>Where the file chooser begins, and where copies go.</summary>
    public string StartDirectory { get; init; } = Environment.CurrentDirectory;

    public PictureLimits Limits { get; init; } = PictureLimits.Default;

    /// <summary>Bytes of the largest picture file that is opened or sent.</summary>
    public long MaximumFileBytes { get; init; } = 128L << 20;

    /// <summary>Bytes of a picture in one datagram, for the estimate before sending.</summary>
    public int BytesPerDatagram { get; init; } = 1_300;

    /// <summary>Height of a terminal's cell divided by its width.</summary>
    public double CellAspect { get; init; } = 2;

    /// <summary>The last line of the help: <c>PeerSlot 0.1.0</c>.</summary>
    public string Version { get; init; } = "";
}
