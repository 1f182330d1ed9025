namespace PeerSlot.Screens;

/// <summary>What a line that was asked for is wanted for.</summary>
internal enum Prompt
{
    /// <summary>A path for a copy of the picture whose key is the subject.</summary>
    SaveAs,
}
