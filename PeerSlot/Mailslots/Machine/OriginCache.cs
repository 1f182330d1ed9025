using System.Text;

namespace PeerSlot.Mailslots.Machine;

/// <summary>The addresses of a slot's writers, so that a message from a known one allocates nothing. One thread uses it.</summary>
internal sealed class OriginCache
{
    /// <summary>Writers remembered; a room has far fewer, and forged ones only make it start again.</summary>
    private const int Maximum = 256;

    private readonly List<(byte[] Computer, MachineAddress Address)> _known = [];

    public MachineAddress? Of(ReadOnlySpan<byte> computer, int number)
    {
        if (computer.IsEmpty)
            return null;
        foreach (var (name, address) in _known)
        {
            if (address.Number == number && computer.SequenceEqual(name))
                return address;
        }

        if (_known.Count == Maximum)
            _known.Clear();
        var added = new MachineAddress(Encoding.ASCII.GetString(computer).ToUpperInvariant(), number);
        _known.Add((computer.ToArray(), added));
        return added;
    }
}
