namespace PeerSlot.Exchange.Bridges;

/// <summary>A line to a relay on another machine, up and greeted. Disposed, it is closed.</summary>
public interface IFarLine : IDisposable
{
    Stream FromRelay { get; }

    Stream ToRelay { get; }

    /// <summary>Why it is over, in one sentence; once it is.</summary>
    Text Reason();
}
