using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;

namespace PeerSlot.Commands.Deploy;

/// <summary><c>peerslot deploy USER@HOST...</c>: puts the executable on other machines and says whether it runs there.</summary>
internal static class DeployCommand
{
    public static Command Create(CommandRunner runner)
    {
        var hosts = new Argument<string[]>("USER@HOST") { Description = "Machines as ssh knows them.", Arity = ArgumentArity.OneOrMore };
        var to = new Option<string>("--to") { Description = "Path of the file there; peerslot in the home folder unless told.", HelpName = "PATH" };
        var from = new Option<string>("--from")
        {
            Description = "Folder with a folder for each platform, as publish makes it: for machines of another kind.", HelpName = "DIR",
        };
        var ssh = new Option<string>("--ssh") { Description = "The ssh to run, with its options: \"ssh -p 2222\".", HelpName = "COMMAND" };
        var command = new Command("deploy", "Copies PeerSlot to other machines by ssh and says whether it runs there.") { hosts, to, from, ssh };
        command.SetAction(parsed => runner.Run(parsed, context => Run(
            context, parsed.GetValue(hosts)!, parsed.GetValue(to) ?? "peerslot", parsed.GetValue(from), parsed.GetValue(ssh) ?? "ssh")));
        return command;
    }

    private static int Run(CommandContext context, string[] hosts, string target, string? builds, string ssh)
    {
        if (Array.Find(hosts, host => host.StartsWith('-')) is { } option)
            throw new CommandException(ExitStatus.Usage, $"\"{PeerNames.Harmless(option)}\" is no machine's name.");
        var shell = new FarShell(ssh, context.Environment.Cancelled);
        var status = ExitStatus.Done;
        foreach (var host in hosts)
        {
            var trouble = Deploy(context, shell, host, target, builds);
            if (trouble is not null)
                status = ExitStatus.NotDone;
            var message = trouble ?? (Text)$"PeerSlot {ProgramVersion.Text} runs there: ssh -t {host} {FarPath(target)}";
            context.Result(trouble is null ? $"{host}\truns\t{message}" : (Text)$"{host}\tno\t{message}", () => JsonLine.Event("deployed", context.Clock.GetUtcNow(), json =>
            {
                json.WriteString("host", host);
                json.WriteBoolean("runs", trouble is null);
                json.WriteString("path", target);
                json.WriteString("message", message.ToString());
            }));
        }

        return status;
    }

    /// <summary>Null when it runs there.</summary>
    private static Text? Deploy(CommandContext context, FarShell shell, string host, string target, string? builds)
    {
        var probing = shell.Run(host, "sh", input => input.Write(Encoding.UTF8.GetBytes($"p={Quoted(target)}\n{HostProbe.Script}")));
        if (probing.Status == FarShell.NoLine)
            return SshComplaint.Sentence(probing.Errors);
        if (!HostProbe.TryRead(probing.Output, out var probe))
            return "It has no POSIX shell; a Windows machine? Copy peerslot.exe there by scp or by a share.";
        var file = probe.Platform is { } platform ? Build(platform, builds) : null;
        if (DeployVerdict.Of(probe, FolderOf(target), file is null ? 0 : new FileInfo(file).Length) is { } trouble)
            return trouble;

        // Under another name until it is whole; a copy that runs keeps its own file.
        var (path, part) = (Quoted(FarPath(target)), Quoted(FarPath(target) + ".part"));
        var copying = shell.Run(
            host, $"sh -c {Quoted($"cat >{part} && chmod 755 {part} && mv -f {part} {path} && {path} --version || {{ rm -f {part}; exit 1; }}")}", input => Copy(context, host, file!, input));
        if (copying.Status == 0 && copying.Output.Trim().Length > 0)
            return null;
        return copying.Status == FarShell.NoLine
            ? SshComplaint.Sentence(copying.Errors)
            : (Text)$"The machine looks right, but it does not start there: {SshComplaint.LastLine(copying.Errors)}";
    }

    private static void Copy(CommandContext context, string host, string file, Stream input)
    {
        var progress = context.Environment.Output.ErrorIsTerminal && !context.Plain && !context.Json ? new ProgressLine(context.Environment.Output) : null;
        using var source = File.OpenRead(file);
        var buffer = new byte[128 * 1024];
        while (source.Read(buffer) is > 0 and var length)
        {
            input.Write(buffer, 0, length);
            progress?.Show($"to {host}", source.Position, source.Length);
        }

        progress?.Clear();
    }

    /// <summary>The published file for a platform: this one, or one of a folder of builds; null where there is none.</summary>
    private static string? Build(string platform, string? builds)
    {
        var self = Environment.ProcessPath ?? "";
        // With its library beside it, it is no published file and runs nowhere else.
        var isWhole = !File.Exists(Path.ChangeExtension(self, ".dll")) && !File.Exists(self + ".dll");
        if (builds is null && isWhole && RuntimeInformation.RuntimeIdentifier == platform)
            return self;
        var folder = Path.GetDirectoryName(self) ?? "";
        foreach (var place in builds is null ? [folder, Path.Combine(folder, "..")] : (string[])[builds])
        {
            var file = Path.Combine(place, platform, "peerslot");
            if (File.Exists(file))
                return file;
        }

        return null;
    }

    private static Text FolderOf(string target) =>
        target.LastIndexOf('/') is > 0 and var slash ? Text.Verbatim(target[..slash]) : target.StartsWith('/') ? "/" : "The home folder";

    /// <summary>A command without a slash would be looked for in PATH.</summary>
    private static string FarPath(string target) => target.Contains('/', StringComparison.Ordinal) ? target : "./" + target;

    /// <summary>One word of a POSIX shell.</summary>
    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
