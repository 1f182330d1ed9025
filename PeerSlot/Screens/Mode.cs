namespace PeerSlot.Screens;

/// <summary>Where the keys go: a screen, what one is doing on it, or the layer on top of it. Within one mode a key has one meaning.</summary>
[Flags]
internal enum Mode
{
    None = 0,
    Draw = 1,
    Open = 2,
    Inbox = 4,
    Peers = 8,
    Slots = 16,
    Log = 32,
    Send = 64,
    Help = 128,
    Palette = 256,
    Confirm = 512,
    Picture = 1024,

    /// <summary>In Draw: letters go onto the canvas.</summary>
    Text = 1 << 11,

    /// <summary>In Draw: an area is marked, or floats.</summary>
    Select = 1 << 12,

    /// <summary>In Draw: a picture is being placed.</summary>
    Place = 1 << 13,
    Color = 1 << 14,
    Resize = 1 << 15,
    Save = 1 << 16,
    Glyph = 1 << 17,
    Kept = 1 << 18,

    /// <summary>A filter is typed; the list behind it follows.</summary>
    Filter = 1 << 20,

    /// <summary>One line is asked for.</summary>
    Prompt = 1 << 21,

    Settings = 1 << 22,

    /// <summary>What stays when every layer is closed.</summary>
    AnyScreen = Draw | Open | Inbox | Peers | Slots | Log,

    /// <summary>All that one does on the drawing table.</summary>
    Drawing = Draw | Text | Select | Place,

    /// <summary>The dialogs of the drawing table.</summary>
    DrawingDialog = Color | Resize | Save | Glyph | Kept,

    /// <summary>Where letters are typed into a field.</summary>
    Typing = Open | Palette | Filter | Prompt | Text | Color | Resize | Save | Glyph,

    Any = AnyScreen | Drawing | DrawingDialog | Send | Help | Palette | Confirm | Picture | Filter | Prompt | Settings,

    /// <summary>Where the F-keys work: a question wants its answer first.</summary>
    Free = Any & ~Confirm,
}
