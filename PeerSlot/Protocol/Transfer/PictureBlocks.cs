using System.Security.Cryptography;
using PeerSlot.Protocol.ErasureCode;

namespace PeerSlot.Protocol.Transfer;

/// <summary>
/// The blocks of one picture on its way in. Source symbols go where they belong in the file; a repair symbol waits in the place of a source
/// symbol that is missing, so that the file's own bytes are all the memory that it takes.
/// </summary>
internal sealed class PictureBlocks : IDisposable
{
    private const byte Nothing = 0;
    private const byte Source = 1;
    private const byte Repair = 2;

    private readonly SymbolLayout _layout;

    /// <summary>What stands in the place of each symbol: nothing, its bytes, or repair symbol n as 2 + n.</summary>
    private readonly byte[] _held;

    /// <summary>Symbols that each block lacks.</summary>
    private readonly byte[] _missing;

    /// <summary>The file; made when its first symbol comes.</summary>
    private byte[]? _content;

    /// <summary>The last block with zeros behind the file's end: its last place is too short for a repair symbol.</summary>
    private byte[]? _lastBlock;

    private IncrementalHash? _hash;

    /// <summary>Null before any came.</summary>
    private BlockDigests? _digests;

    public PictureBlocks(SymbolLayout layout)
    {
        _layout = layout;
        _held = new byte[layout.SymbolCount];
        _missing = new byte[layout.BlockCount];
        for (var block = 0; block < _missing.Length; block++)
            _missing[block] = (byte)layout.SymbolsIn(block);
    }

    /// <summary>Useful symbols.</summary>
    public int Have { get; private set; }

    /// <summary>Repair symbols among them that rebuilt a lost one.</summary>
    public int Rebuilt { get; private set; }

    /// <summary>Blocks from the beginning that are whole and hashed.</summary>
    public int WholeBlocks { get; private set; }

    /// <summary>Highest block of which a symbol came; -1 = none.</summary>
    public int Highest { get; private set; } = -1;

    public bool IsWhole => WholeBlocks == _layout.BlockCount;

    /// <summary>Blocks from the beginning that agreed with their digests.</summary>
    public int CheckedBlocks { get; private set; }

    /// <summary>The file from its beginning, so many whole blocks of it.</summary>
    public ReadOnlyMemory<byte> Prefix(int blocks) => _content.AsMemory(0, (int)Math.Min(_layout.Length, _layout.OffsetOf(blocks)));

    public int Missing(int block) => _missing[block];

    /// <summary>Takes a symbol; false for one that helps no more, or whose size is not right.</summary>
    /// <param name="scratch">For decoding.</param>
    public bool TryTake(int block, int index, ReadOnlySpan<byte> data, DecoderScratch scratch)
    {
        if (!_layout.Contains(block, index) || data.Length != _layout.SizeOf(block, index) || _missing[block] == 0)
            return false;
        if (!(index < _layout.SymbolsIn(block) ? TryTakeSource(block, index, data) : TryTakeRepair(block, index, data)))
            return false;
        Highest = Math.Max(Highest, block);
        Have++;
        if (--_missing[block] == 0)
            Complete(block, scratch);
        return true;
    }

    /// <summary>The file, where it is whole and its hash is this.</summary>
    public byte[]? TakeContent(ReadOnlySpan<byte> sha256) =>
        IsWhole && _hash!.GetHashAndReset().AsSpan().SequenceEqual(sha256) ? _content : null;

    /// <summary>Takes the digests of some blocks; their signature is right.</summary>
    public void Take(in DigestsMessage digests)
    {
        _digests ??= new BlockDigests(_layout.BlockCount);
        for (var entry = 0; entry < digests.Count; entry++)
            _digests.Set(digests.First + entry, digests[entry]);
    }

    /// <summary>Compares whole blocks from the beginning with their digests, as far as those are known; a spoiled one is missing from then on.</summary>
    public void Check()
    {
        while (CheckedBlocks < WholeBlocks && _digests?.IsKnown(CheckedBlocks) == true)
        {
            if (!_digests.IsRight(CheckedBlocks, FileBytesOf(CheckedBlocks)))
            {
                Discard(CheckedBlocks);
                HashAgain();
                return;
            }

            CheckedBlocks++;
        }
    }

    /// <summary>
    /// The hash of the file is wrong: compares every block with its digest, and discards those that are spoiled. The file is hashed again, as far as it is
    /// whole.
    /// </summary>
    /// <returns>Whether some were spoiled, or their digests are not known yet; else it is the file that its sender hashed wrongly.</returns>
    public bool TryMend()
    {
        var canMend = false;
        for (var block = 0; block < _layout.BlockCount; block++)
        {
            if (_digests?.IsKnown(block) != true)
            {
                canMend = true;
            }
            else if (_missing[block] == 0 && !_digests.IsRight(block, FileBytesOf(block)))
            {
                Discard(block);
                canMend = true;
            }
        }

        HashAgain();
        return canMend;
    }

    public void Dispose() => _hash?.Dispose();

    private bool TryTakeSource(int block, int index, ReadOnlySpan<byte> data)
    {
        var held = HeldOf(block);
        if (held[index] == Source)
            return false;
        var bytes = BytesOf(block);
        var place = bytes.Slice(index * _layout.SymbolSize, _layout.SymbolSize);
        // A repair symbol that waits here goes elsewhere: as long as the block is not whole, a place is free.
        if (held[index] >= Repair)
        {
            var free = held.IndexOf(Nothing);
            place.CopyTo(bytes[(free * _layout.SymbolSize)..]);
            held[free] = held[index];
        }

        data.CopyTo(place);
        place[data.Length..].Clear();
        held[index] = Source;
        return true;
    }

    private bool TryTakeRepair(int block, int index, ReadOnlySpan<byte> data)
    {
        var held = HeldOf(block);
        var mark = (byte)(Repair + index - held.Length);
        if (held.Contains(mark))
            return false;
        var free = held.IndexOf(Nothing);
        data.CopyTo(BytesOf(block)[(free * _layout.SymbolSize)..]);
        held[free] = mark;
        return true;
    }

    private void Complete(int block, DecoderScratch scratch)
    {
        var held = HeldOf(block);
        var bytes = BytesOf(block);
        Rebuilt += scratch.Decode(bytes, _layout.SymbolSize, held, Source, Repair);
        held.Fill(Source);
        if (_lastBlock is not null && block == _layout.BlockCount - 1)
            bytes[..(int)(_layout.Length - _layout.OffsetOf(block))].CopyTo(_content.AsSpan((int)_layout.OffsetOf(block)));
        Hash();
    }

    private void Discard(int block)
    {
        HeldOf(block).Clear();
        _missing[block] = (byte)_layout.SymbolsIn(block);
        Have -= _missing[block];
    }

    private void HashAgain()
    {
        _hash?.Dispose();
        _hash = null;
        (WholeBlocks, CheckedBlocks) = (0, 0);
        Hash();
    }

    private void Hash()
    {
        _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (; WholeBlocks < _layout.BlockCount && _missing[WholeBlocks] == 0; WholeBlocks++)
            _hash.AppendData(FileBytesOf(WholeBlocks));
    }

    private ReadOnlySpan<byte> FileBytesOf(int block) => _content.AsSpan((int)_layout.OffsetOf(block), _layout.BytesIn(block));

    private Span<byte> HeldOf(int block) => _held.AsSpan(_layout.FirstOf(block), _layout.SymbolsIn(block));

    /// <summary>All bytes of a block, whole symbols.</summary>
    private Span<byte> BytesOf(int block)
    {
        // Not cleared: pages that nothing came for are never touched, and nothing is shown before it came.
        _content ??= GC.AllocateUninitializedArray<byte>((int)_layout.Length);
        var (offset, size) = ((int)_layout.OffsetOf(block), _layout.SymbolsIn(block) * _layout.SymbolSize);
        return offset + size <= _content.Length ? _content.AsSpan(offset, size) : _lastBlock ??= new byte[size];
    }
}
