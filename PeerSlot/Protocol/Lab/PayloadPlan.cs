namespace PeerSlot.Protocol.Lab;

/// <summary>Which packets make up a payload, as its head says.</summary>
/// <param name="Number">The head's number.</param>
/// <param name="Size">Bytes of the payload on the wire.</param>
/// <param name="IsPadded">The last of them is not the content's.</param>
internal readonly record struct PayloadPlan(int Number, int Size, bool IsPadded)
{
    /// <summary>
    /// Packets behind the head that are needed. A payload whose size is a multiple of 292 is whole with its bodies: its tail holds
    /// nothing new. Of an empty payload the tail is all there is.
    /// </summary>
    public int Blocks => Size == 0 ? 1 : (int)(((long)Size + LabPacket.BlockSize - 1) / LabPacket.BlockSize);

    /// <summary>The number of the last packet that is needed.</summary>
    public int Last => Number + Blocks;

    public static bool TryRead(in LabPacket head, int maximumSize, out PayloadPlan plan)
    {
        plan = new PayloadPlan(head.Number, head.TotalSize, head.IsPadded);
        // 2 and not 1: the tail that holds nothing new has a number too.
        return plan.Size >= 0 && plan.Size <= maximumSize && plan.Number <= int.MaxValue - plan.Blocks - 2;
    }

    public bool Holds(int number) => number >= Number && number <= Last;

    public bool Overlaps(in PayloadPlan other) => Number <= other.Last && other.Number <= Last;

    /// <summary>Bytes of the payload in a block.</summary>
    public int SizeOf(int block) => Math.Min(LabPacket.BlockSize, Size - (block * LabPacket.BlockSize));

    /// <summary>
    /// Whether a packet of this type can be that block. A full last block may come as a body, as the lab client sends it, or as the tail,
    /// where the lab server expects it.
    /// </summary>
    public bool Fits(LabPacketType type, int block)
    {
        if (block < Blocks - 1)
            return type == LabPacketType.Body;
        return type == LabPacketType.Tail || (type == LabPacketType.Body && Size > 0 && Size % LabPacket.BlockSize == 0);
    }
}
