namespace PeerSlot.Mailslots.Machine;

/// <summary>
/// The bare slots of one machine: Windows' kernel, or sockets that stand in for it. Bytes in, bytes out; numbering, framing, queues
/// and waiting are <see cref="MachineDriver"/>'s. Errors are Win32 codes, 0 = done. Called from any thread.
/// </summary>
internal interface IMachineSlots : IDisposable
{
    /// <summary>This machine as others would write it, <c>LAB-01</c>; <c>.</c> where nobody else can.</summary>
    string Computer { get; }

    /// <summary>Bytes of the largest message that <c>\\*\</c> and <c>\\HOST\</c> take; 0 = they reach nobody here.</summary>
    int LargestRemoteMessage { get; }

    int TryCreate(string name, int maximumMessageSize, out IMachineSlot? slot);

    /// <summary>Opens at once or not at all: it never waits for anybody.</summary>
    int TryOpen(MailslotPath path, out IMachineWriter? writer);

    /// <summary>A failed call in plain words, with what can still be used.</summary>
    MailslotException Failure(int error, MailslotPath path);

    /// <summary>Told of each remote write that failed, because some machines only say then that they do not do it.</summary>
    void RemoteWriteFailed(int error);
}

/// <summary>The reading end of a bare slot. One thread reads.</summary>
internal interface IMachineSlot : IDisposable
{
    /// <summary>Waits for a message. A size above <see cref="MailslotLimits.LargestMessage"/> means that it was cut off.</summary>
    /// <param name="buffer">More than <see cref="MailslotLimits.LargestMessage"/> bytes.</param>
    MachineRead Read(Span<byte> buffer, out int size);

    /// <summary>Ends the read that waits, and every later one, from another thread.</summary>
    void Interrupt();
}

internal enum MachineRead
{
    Message,

    /// <summary>Ask again.</summary>
    Nothing,

    /// <summary>The slot gives nothing any more.</summary>
    Ended,
}

/// <summary>The writing end of a bare slot. One thread at a time writes.</summary>
internal interface IMachineWriter : IDisposable
{
    /// <summary>May block as long as the reader pleases.</summary>
    int Write(ReadOnlySpan<byte> message);
}
