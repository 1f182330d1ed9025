using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PeerSlot.Tests.Support;

/// <summary>
/// An OpenSSH server on loopback for one test: its own port, host key, account key and settings, in a folder that goes with it. The far end
/// is this machine and this account, which the system's ssh reaches as <see cref="Host"/>.
/// </summary>
public sealed class SshServer : IDisposable
{
    public const string Host = "lab-machine";

    private readonly TemporaryFolder _folder = new();
    private readonly Process _server;

    /// <param name="deadLineAfterSeconds">How long a client may be silent before the server gives the line up.</param>
    public SshServer(int deadLineAfterSeconds = 0)
    {
        foreach (var key in new[] { "host", "account" })
            Tools.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", _folder[key]);
        File.Copy(_folder["account.pub"], _folder["authorized_keys"]);
        // As root the server insists on its folder without rights; the Debian service makes it.
        if (Tools.IsRoot)
            Directory.CreateDirectory("/run/sshd");
        Port = FreePort();
        _folder.Write("sshd_config", $"""
            ListenAddress 127.0.0.1
            Port {Text(Port)}
            HostKey {_folder["host"]}
            AuthorizedKeysFile {_folder["authorized_keys"]}
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PrintMotd no
            ClientAliveInterval {Text(deadLineAfterSeconds)}
            ClientAliveCountMax 1
            SetEnv XDG_CONFIG_HOME={_folder.Sub("settings")} DOTNET_ROOT={DotnetRoot}
            """);
        ClientSettings = _folder.Write("ssh_config", $"""
            Host {Host}
              HostName 127.0.0.1
              Port {Text(Port)}
            Host *
              IdentityFile {_folder["account"]}
              IdentitiesOnly yes
              UserKnownHostsFile {_folder["known_hosts"]}
              StrictHostKeyChecking accept-new
              BatchMode yes
              SendEnv -*
            """);
        _server = Process.Start(new ProcessStartInfo("/usr/sbin/sshd", ["-D", "-e", "-f", _folder["sshd_config"]]) { RedirectStandardError = true })!;
        var said = new StringBuilder();
        while (_server.StandardError.ReadLine() is { } line && !line.StartsWith("Server listening", StringComparison.Ordinal))
            said.AppendLine(line);
        if (_server.HasExited)
            throw new InvalidOperationException($"sshd did not start: {said}");
        _ = _server.StandardError.ReadToEndAsync(); // A server whose words nobody reads would stop at a full pipe.
    }

    /// <summary>What must be installed or done before; null = nothing.</summary>
    public static string? Missing =>
        !OperatingSystem.IsLinux() ? "the SSH tests are Linux's"
        : !File.Exists("/usr/sbin/sshd") ? "sshd is missing: apt-get install openssh-server"
        : !Tools.Exists("ssh") ? "ssh is missing: apt-get install openssh-client"
        : null;

    public int Port { get; }

    /// <summary>The client's settings file: <c>ssh -F</c>.</summary>
    public string ClientSettings { get; }

    /// <summary>Arguments of ssh up to the far command, which is one string for the far shell.</summary>
    /// <param name="options">Further options, <c>-tt</c> or <c>-o</c>.</param>
    public string[] Arguments(string command, params string[] options) => ["-F", ClientSettings, .. options, Host, command];

    /// <summary>The screens at the far end, up.</summary>
    /// <param name="arguments">Of peerslot.</param>
    /// <param name="options">Of ssh, besides <c>-tt</c>.</param>
    public PtyProcess Screen(string[] arguments, params string[] options)
    {
        var screen = PtyProcess.Start("/usr/bin/ssh", Arguments(Command([PeerSlotProcess.Executable, .. arguments]), ["-tt", .. options]));
        screen.WaitForText("10Quit");
        return screen;
    }

    /// <summary>A command of peerslot at the far end, without a terminal.</summary>
    public PeerSlotProcess Run(params IEnumerable<string> arguments) =>
        PeerSlotProcess.Start(Arguments(Command([PeerSlotProcess.Executable, .. arguments])), executable: "/usr/bin/ssh");

    /// <summary>The settings of PeerSlot at the far end.</summary>
    public void Configure(string json)
    {
        Directory.CreateDirectory(_folder["settings/peerslot"]);
        _folder.Write("settings/peerslot/peerslot.json", json);
    }

    /// <summary>One shell word.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    public static string Command(params IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    /// <summary>The server's processes for the lines that are up, those of the accounts included.</summary>
    public IReadOnlyList<int> Lines() => Descendants(_server.Id);

    /// <summary>The processes below one, of whatever depth.</summary>
    public static IReadOnlyList<int> Descendants(int process)
    {
        var (_, output) = Tools.TryRun("ps", "-e", "-o", "pid=,ppid=");
        var parents = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToLookup(f => int.Parse(f[1], CultureInfo.InvariantCulture), f => int.Parse(f[0], CultureInfo.InvariantCulture));
        List<int> found = [.. parents[process]];
        for (var i = 0; i < found.Count; i++)
            found.AddRange(parents[found[i]]);
        return found;
    }

    public void Dispose()
    {
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
        _folder.Dispose();
    }

    /// <summary>Where the built, not published, program finds its runtime; the far session has none of our variables.</summary>
    private static string DotnetRoot => Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
