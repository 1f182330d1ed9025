using PeerSlot.Mailslots;

namespace PeerSlot.Exchange.Slots;

/// <summary>Mailslots by hand, on one network or several: what CreateMailslot and CreateFile do for a program, for the command line.</summary>
public static class HandSlots
{
    /// <summary>Bytes of the largest message.</summary>
    public const int LargestMessage = MailslotLimits.LargestMessage;

    /// <summary>The network that <c>\\.\mailslot\</c> is on this machine.</summary>
    public static string MachineNetwork => Networks.Machine;

    /// <summary>Whether a path names a slot of this machine.</summary>
    /// <exception cref="SlotException">It is no mailslot's path.</exception>
    public static bool IsLocal(string path) => Parse(path).Scope == MailslotScope.Local;

    /// <summary>The path as it is written in tables.</summary>
    /// <exception cref="SlotException">It is no mailslot's path.</exception>
    public static string Canonical(string path) => Parse(path).ToString();

    /// <summary>Creates a slot and begins to read it.</summary>
    /// <param name="path"><c>\\.\mailslot\name</c>; <c>/</c> will do.</param>
    /// <param name="maximumMessageSize">Bytes; 0 = any.</param>
    /// <param name="timeout">Zero = a read does not wait, infinite = forever.</param>
    /// <param name="trouble">Networks that could not be opened while another could.</param>
    /// <exception cref="RoomException">No network can be opened.</exception>
    /// <exception cref="SlotException">The slot cannot be created.</exception>
    public static HandSlot Create(NetworkChoice networks, string path, int maximumMessageSize, TimeSpan timeout, out IReadOnlyList<Text> trouble)
    {
        var parsed = Parse(path);
        return new HandSlot(Networks.Open(networks, out trouble), parsed, maximumMessageSize, timeout);
    }

    /// <summary>Writes one message to a slot, on each network.</summary>
    /// <exception cref="RoomException">No network can be opened.</exception>
    /// <exception cref="SlotException">It left on no network.</exception>
    public static void Write(NetworkChoice networks, string path, ReadOnlySpan<byte> message, out IReadOnlyList<Text> trouble)
    {
        var parsed = Parse(path);
        var drivers = Networks.Open(networks, out trouble);
        try
        {
            MailslotException? failure = null;
            var left = false;
            foreach (var driver in drivers)
            {
                try
                {
                    using var client = driver.OpenClient(parsed);
                    client.Write(message);
                    left = true;
                }
                catch (MailslotException e)
                {
                    failure ??= e;
                }
            }

            if (!left)
                throw SlotException.Of(failure!);
        }
        finally
        {
            foreach (var driver in drivers)
                driver.Dispose();
        }
    }

    private static MailslotPath Parse(string path)
    {
        try
        {
            return MailslotPath.Parse(path);
        }
        catch (MailslotException e)
        {
            throw SlotException.Of(e);
        }
    }
}
