using System.CommandLine;

namespace PeerSlot.Commands.Lab;

/// <summary><c>peerslot lab send|receive</c>: the 2013 lab protocol alone, for a lab that still runs those programs.</summary>
internal static class LabCommand
{
    public static Command Create(CommandRunner runner) =>
        new("lab", "Speaks the protocol of the lab programs of 2013.") { LabSendCommand.Create(runner), LabReceiveCommand.Create(runner) };
}
