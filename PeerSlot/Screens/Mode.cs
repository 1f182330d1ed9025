namespace PeerSlot.Screens;

/// <summary>Where the keys go: a screen, or the layer on top of it. Within one mode a key has one meaning.</summary>
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

    /// <summary>A filter is typed; the list behind it follows.</summary>
    Filter = 1 << 20,

    /// <summary>One line is asked for.</summary>
    Prompt = 1 << 21,

    Settings = 1 << 22,

    /// <summary>What stays when every layer is closed.</summary>
    AnyScreen = Draw | Open | Inbox | Peers | Slots | Log,

    /// <summary>Where letters are typed into a field.</summary>
    Typing = Open | Palette | Filter | Prompt,

    Any = AnyScreen | Send | Help | Palette | Confirm | Picture | Filter | Prompt | Settings,

    /// <summary>Where the F-keys work: a question wants its answer first.</summary>
    Free = Any & ~Confirm,
}
