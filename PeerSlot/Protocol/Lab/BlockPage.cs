namespace PeerSlot.Protocol.Lab;

/// <summary>
/// Room for some blocks that follow each other. Few, since packets whose numbers lie anywhere take a page each; it may hold old bytes where
/// no block is.
/// </summary>
internal sealed class BlockPage
{
    /// <summary>Blocks in a page: the bits of <see cref="Present"/>.</summary>
    public const int Blocks = 32;

    /// <summary>Bytes.</summary>
    public const int Size = Blocks * LabPacket.BlockSize;

    public byte[] Bytes { get; } = new byte[Size];

    /// <summary>Bit i: block i is here.</summary>
    public uint Present { get; set; }
}
