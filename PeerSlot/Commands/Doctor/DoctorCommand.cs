using System.CommandLine;
using PeerSlot.Exchange;
using PeerSlot.Settings;

namespace PeerSlot.Commands.Doctor;

/// <summary><c>peerslot doctor</c>: what works here of terminal, data folder, networks and peers, and the remedy for what does not.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandRunner runner)
    {
        var command = new Command("doctor", "Says what works here and what does not, each with the remedy.");
        command.SetAction(parsed => runner.Run(parsed, Run));
        return command;
    }

    private static int Run(CommandContext context)
    {
        var report = new DoctorReport(context);
        TerminalCheck.Run(context, report);
        FolderCheck.Run(context, report);
        foreach (var finding in MachineSlotCheck.Run())
        {
            // Nobody needs them but who asked for them: lan reaches the same machines.
            var isWanted = context.Settings.Networks.Contains(finding.Network);
            report.Add($"{finding.Network} {finding.Subject}", finding.Works ? DoctorReport.Fine : isWanted ? DoctorReport.Fail : DoctorReport.Note, finding.Message);
        }

        try
        {
            using var room = context.OpenRoom(receives: true, NoStore.Instance);
            LanCheck.Run(context, report, room);
        }
        catch (RoomException e)
        {
            report.Add("network", DoctorReport.Fail, e.Text);
        }
        catch (Exception e) when (e is SettingsException or DataFolderException && !report.AllWorks)
        {
            // The data folder's finding said what is wrong.
            report.Add("network", DoctorReport.Note, "Not tried, since nobody enters a room without an identity: mend the data folder first.");
        }

        return report.AllWorks ? ExitStatus.Done : ExitStatus.NotDone;
    }
}
