using System.Globalization;

namespace PeerSlot.Mailslots.Machine;

/// <summary>
/// How several processes share one name. A name has one reader on a machine (error 183), so each process has a number from 1 to 8 and
/// its slots end with it: <c>peerslot\hello</c>, <c>peerslot\hello-2</c>. Slots outside of <c>peerslot\</c> keep their names.
/// </summary>
internal static class SlotNumbers
{
    /// <summary>Processes of one machine; a write to everybody tries each of them.</summary>
    public const int Last = 8;

    /// <summary>Who has this slot, with a number, has that number. Nobody writes to it.</summary>
    public const string Claim = Modern + "number";

    private const string Modern = @"peerslot\";

    /// <summary>These bear a process' own id already, and are written to by their exact name.</summary>
    private const string Control = Modern + "control-";

    /// <summary>Whether a frame stands before the slot's messages. Slots by hand and of the lab stay exact to the byte.</summary>
    public static bool IsFramed(string name) => name.StartsWith(Modern, StringComparison.OrdinalIgnoreCase);

    public static bool IsNumbered(string name) => IsFramed(name) && !name.StartsWith(Control, StringComparison.OrdinalIgnoreCase);

    /// <param name="number">1 to <see cref="Last"/>.</param>
    public static string NameOf(string name, int number) =>
        number == 1 ? name : name + "-" + number.ToString(CultureInfo.InvariantCulture);
}
