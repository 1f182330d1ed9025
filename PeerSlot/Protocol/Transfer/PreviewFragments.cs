using PeerSlot.Protocol.Room;

namespace PeerSlot.Protocol.Transfer;

/// <summary>A preview on its way in.</summary>
internal sealed class PreviewFragments
{
    private readonly byte[]?[] _fragments;
    private int _missing;

    public PreviewFragments(int fragments)
    {
        _fragments = new byte[fragments][];
        _missing = fragments;
    }

    public int Count => _fragments.Length;

    /// <summary>The signature and the preview behind it, once the last fragment came; null before, and where they are too long.</summary>
    public byte[]? Take(int fragment, ReadOnlySpan<byte> data)
    {
        if (_missing == 0 || _fragments[fragment] is not null)
            return null;
        _fragments[fragment] = data.ToArray();
        if (--_missing > 0)
            return null;
        var all = _fragments.SelectMany(f => f!).ToArray();
        return all.Length is > Identity.SignatureSize and <= Identity.SignatureSize + PreviewMessage.MaximumSize ? all : null;
    }
}
