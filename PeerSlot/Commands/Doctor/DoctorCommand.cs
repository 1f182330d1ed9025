using System.CommandLine;
using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Settings;

namespace PeerSlot.Commands.Doctor;

/// <summary><c>peerslot doctor</c>: what works here of terminal, data folder, networks and peers, and the remedy for what does not.</summary>
internal static class DoctorCommand
{
    private const string Fail = "FAIL";

    /// <summary>How long the room is listened to.</summary>
    private static readonly TimeSpan Listening = TimeSpan.FromSeconds(1);

    /// <summary>MiB. The largest picture that is taken by default has 128.</summary>
    private const long LittleSpace = 256;

    private const UnixFileMode OthersMayWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    public static Command Create(CommandRunner runner)
    {
        var command = new Command("doctor", "Says what works here and what does not, each with the remedy.");
        command.SetAction(parsed => runner.Run(parsed, Run));
        return command;
    }

    private static int Run(CommandContext context)
    {
        var report = new Report(context);
        Terminal(context, report);
        Folder(context, report);
        try
        {
            using var room = context.OpenRoom(receives: true, NoStore.Instance);
            foreach (var finding in room.Findings)
                report.Add($"{finding.Network} {finding.Subject}", finding.Works ? "ok" : "note", finding.Message);
            if (context.Settings.Networks.Contains("lan"))
                Lan(context, report);
            var deadline = context.After(Listening);
            while (context.TryReadNews(room, deadline, out _))
            {
            }

            report.Add("room", "ok", room.Peers.Count == 0
                ? $"Nobody else was heard in room {room.RoomName} within {Listening.TotalSeconds:0} s. If somebody is there, a firewall may block UDP {context.Settings.Port}."
                : $"In room {room.RoomName}: {string.Join(", ", room.Peers.Select(p => p.Name))}.");
        }
        catch (RoomException e)
        {
            report.Add("network", Fail, e.Message);
        }

        return report.AllWorks ? ExitStatus.Done : ExitStatus.NotDone;
    }

    private static void Lan(CommandContext context, Report report)
    {
        var (first, last) = (context.Settings.Port, CardCheck.LastPort(context.Settings.Port));
        if (new Firewall(SystemPrograms.Run, first, last).Look(OperatingSystem.IsWindows()) is { } firewall)
            report.Add($"firewall {firewall.Firewall}", firewall.Verdict, firewall.Message);
        foreach (var (card, heard) in CardCheck.Run(CardCheck.Cards(context.Settings.Interfaces), context.Settings.Port))
        {
            report.Add($"lan {card} to everybody", heard ? "ok" : Fail, heard
                ? "What we write to everybody comes back to us."
                : $"What we write to everybody does not come back to us, so others are not heard either: a firewall of this machine drops UDP {first}.");
        }
    }

    private static void Terminal(CommandContext context, Report report)
    {
        var variables = context.Environment.Variables;
        var (columns, rows) = context.TerminalSize;
        report.Add("terminal", "ok", context.Environment.Output.OutputIsTerminal
            ? $"{columns}x{rows} cells, TERM={variables.GetValueOrDefault("TERM", "not set")}, COLORTERM={variables.GetValueOrDefault("COLORTERM", "not set")}."
            : "Standard output is no terminal: results come as plain lines.");
    }

    private static void Folder(CommandContext context, Report report)
    {
        try
        {
            using var identity = IdentityFile.LoadOrCreate(context.Data);
            var pictures = context.OpenGallery().Load();
            report.Add("data folder", "ok", $"{context.Data.Root} holds the identity and {pictures.Count} pictures.");
            report.Add("key", "ok", $"Others see your key as {identity.Words}.");
            var free = new DriveInfo(context.Data.Root).AvailableFreeSpace / (1024 * 1024);
            report.Add("disk", free >= LittleSpace ? "ok" : "note", free >= LittleSpace
                ? $"{free} MiB are free."
                : $"Only {free} MiB are free. Remove pictures from {context.Data.Pictures}, or choose another disk with --data-dir.");
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(context.Data.Root) & OthersMayWrite) != 0)
                report.Add("data folder rights", "note", $"Others may change what is in it: chmod go-w '{context.Data.Root}'.");
        }
        catch (Exception e) when (e is SettingsException or GalleryException)
        {
            report.Add("data folder", Fail, e.Message);
        }
    }

    private sealed class Report(CommandContext context)
    {
        public bool AllWorks { get; private set; } = true;

        /// <param name="verdict"><c>ok</c>, <c>note</c> (it does not work, but another way does) or <c>FAIL</c>.</param>
        public void Add(string subject, string verdict, string message)
        {
            AllWorks &= verdict != Fail;
            context.Result($"{verdict,-4} {subject}: {message}", () => JsonLine.Event("finding", context.Clock.GetUtcNow(), json =>
            {
                json.WriteString("subject", subject);
                json.WriteBoolean("works", verdict == "ok");
                json.WriteString("message", message);
            }));
        }
    }
}
