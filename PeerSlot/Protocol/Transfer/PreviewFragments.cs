using PeerSlot.Protocol.ErasureCode;

namespace PeerSlot.Protocol.Transfer;

/// <summary>A preview on its way in: whole as soon as so many fragments are here as it has, whichever they are.</summary>
internal sealed class PreviewFragments(PreviewShape shape)
{
    private readonly byte[] _source = new byte[shape.Fragments * shape.Size];
    private readonly byte[] _repairs = new byte[shape.Fragments * shape.Size];
    private readonly bool[] _present = new bool[shape.Fragments];
    private readonly int[] _rows = new int[shape.Fragments];
    private int _sources;
    private int _repaired;

    public PreviewShape Shape => shape;

    /// <summary>The signature and the preview behind it, once enough fragments came; null before, and for one more.</summary>
    public byte[]? Take(int fragment, ReadOnlySpan<byte> data)
    {
        if (_sources + _repaired == shape.Fragments || IsHere(fragment))
            return null;
        if (fragment < shape.Fragments)
        {
            data.CopyTo(_source.AsSpan(fragment * shape.Size));
            _present[fragment] = true;
            _sources++;
        }
        else
        {
            data.CopyTo(_repairs.AsSpan(_repaired * shape.Size));
            _rows[_repaired++] = fragment - shape.Fragments;
        }

        return TakeWhole();
    }

    /// <summary>The same without one more fragment.</summary>
    public byte[]? TakeWhole()
    {
        if (_sources + _repaired < shape.Fragments)
            return null;
        CauchyCode.Decode(_source, shape.Size, shape.Fragments, _present, _rows.AsSpan(0, _repaired), _repairs);
        return _source.AsSpan(0, shape.Length).ToArray();
    }

    private bool IsHere(int fragment) =>
        fragment < shape.Fragments ? _present[fragment] : _rows.AsSpan(0, _repaired).Contains(fragment - shape.Fragments);
}
