using PeerSlot.Exchange.Lab;
using PeerSlot.Gallery;

namespace PeerSlot.Settings;

/// <summary>
/// All settings, with their defaults. A key is added in four places, which a test compares: its property here or in a nested record, its
/// line in <see cref="SettingsTable"/>, <c>config/peerslot.json</c> and <c>config/peerslot.schema.json</c>.
/// </summary>
/// <remarks>Two records with equal lists are not equal: lists compare by reference.</remarks>
public sealed record PeerSlotSettings
{
    public static PeerSlotSettings Default { get; } = new();

    /// <summary>Nickname; empty = the host's name.</summary>
    public string Name { get; init; } = "";

    public string Room { get; init; } = "lab";

    /// <summary>A file with the room's passphrase; empty = an open room, unless <c>PEERSLOT_PASSPHRASE</c> or a prompt gives one.</summary>
    public string PassphraseFile { get; init; } = "";

    /// <summary>Whether each start asks for the room's passphrase on the terminal.</summary>
    public bool AskPassphrase { get; init; }

    /// <summary>Whose pictures are taken: <c>everyone</c>, <c>known</c>, <c>trusted</c>, <c>ask</c> (each time) or <c>nobody</c>.</summary>
    public string Accept { get; init; } = "everyone";

    /// <summary>Identities that are trusted, as <c>peerslot peers</c> shows them, besides those whom the person trusts.</summary>
    public IReadOnlyList<string> Trusted { get; init; } = [];

    /// <summary>The mailslot networks to join, at least one.</summary>
    public IReadOnlyList<string> Networks { get; init; } = ["lan"];

    /// <summary>Names of the network cards to use; none = all of them.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>UDP port that all peers share; the 32 ports above it are each process's own.</summary>
    public int Port { get; init; } = 47_113;

    /// <summary>Machines where multicast does not reach, as <c>host</c> or <c>host:port</c>: other subnets, VPNs. One of each network is enough.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>Folder of the identity, the gallery and the log; empty = the account's usual place (<see cref="DataFolder"/>).</summary>
    public string DataDir { get; init; } = "";

    /// <summary>Bytes of the largest picture file that is received or sent.</summary>
    public long MaxBytes { get; init; } = 128L * 1024 * 1024;

    /// <summary>Pixels of the largest picture; 64 Mpx decode into 256 MiB.</summary>
    public long MaxPixels { get; init; } = 64L * 1024 * 1024;

    /// <summary>What people read: <c>en</c>, <c>ru</c>, or <c>auto</c> (what the system says). JSON and names do not change with it.</summary>
    public string Language { get; init; } = "auto";

    /// <summary><c>auto</c> (what the terminal says), or the number of colours to use: <c>16m</c>, <c>256</c>, <c>16</c>, <c>2</c>.</summary>
    public string Colors { get; init; } = "auto";

    /// <summary>Whether boxes, symbols and pictures are drawn with ASCII alone.</summary>
    public bool Ascii { get; init; }

    /// <summary><c>terminal</c> (its own colours), <c>dark</c>, <c>light</c>, <c>contrast</c>, <c>sixteen</c>, or the path of a theme's file.</summary>
    public string Theme { get; init; } = "terminal";

    /// <summary>Whether a picture that comes rings the terminal's bell.</summary>
    public bool Bell { get; init; }

    /// <summary>Whether a picture from a trusted peer opens over the whole screen by itself.</summary>
    public bool OpenTrusted { get; init; }

    /// <summary>Whether the screen asks the terminal for mouse events.</summary>
    public bool Mouse { get; init; } = true;

    public GallerySettings Gallery { get; init; } = new();

    public SendSettings Send { get; init; } = new();

    public LabRoomSettings Lab { get; init; } = new();
}

/// <summary>What <c>peerslot send</c> and the screen do with a picture that leaves.</summary>
public sealed record SendSettings
{
    /// <summary>Whether this seat sends at all. Off for seats that only receive.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Seconds that the command waits for receipts. 30 covers a picture of 100 MiB in a lab at 100 Mbit/s.</summary>
    public int WaitSeconds { get; init; } = 30;

    /// <summary>Whether EXIF, GPS and text chunks stay in a picture. Off: a photograph says where its maker lives.</summary>
    public bool KeepMetadata { get; init; }
}
