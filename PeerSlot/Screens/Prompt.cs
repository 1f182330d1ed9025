namespace PeerSlot.Screens;

/// <summary>What a line that was asked for is wanted for.</summary>
internal enum Prompt
{
    /// <summary>A path for a copy of the picture whose key is the subject.</summary>
    SaveAs,

    /// <summary>The address of a peer that is looked for.</summary>
    AddPeer,

    /// <summary>What to call the peer whose identity is the subject.</summary>
    RenamePeer,

    /// <summary>The path of a mailslot to create.</summary>
    CreateSlot,

    /// <summary>A mailslot's path, a blank, and what to write to it.</summary>
    WriteSlot,

    /// <summary>The read timeout of the slot whose path is the subject.</summary>
    SlotTimeout,
}
