using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.EndToEnd;

/// <summary>The published file copied over a real ssh.</summary>
public sealed class DeployTests
{
    [SkippableFact]
    public void The_file_arrives_whole_runs_there_and_its_line_says_so()
    {
        using var server = Server();
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Sub("it's here"), "peerslot");
        using var deploy = Deploy(server, [SshServer.Host, "--to", path]).Ends(0);
        Assert.StartsWith($"{SshServer.Host}\truns\tPeerSlot ", Assert.Single(deploy.Output), StringComparison.Ordinal);
        Assert.Equal(TestPictures.Sha256(PeerSlotProcess.Executable), TestPictures.Sha256(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!, "*", new EnumerationOptions { AttributesToSkip = 0 }));

        // The copy goes on by itself, and over itself while it runs.
        using var next = PeerSlotProcess.Start(["deploy", SshServer.Host, "--to", path, "--ssh", $"ssh -F {server.ClientSettings}"], executable: path).Ends(0);
        Assert.Contains("\truns\t", Assert.Single(next.Output), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_folder_that_runs_nothing_and_one_without_room_are_told_before_anything_is_copied()
    {
        Skip.IfNot(Tools.IsRoot, "mounting needs root");
        using var server = Server();
        using var folder = new TemporaryFolder();
        var (noexec, small) = (folder.Sub("noexec"), folder.Sub("small"));
        try
        {
            Tools.Run("mount", "-t", "tmpfs", "-o", "noexec,size=60m", "test", noexec);
            Tools.Run("mount", "-t", "tmpfs", "-o", "size=5m", "test", small);
            using var first = Deploy(server, [SshServer.Host, "--to", $"{noexec}/peerslot"]).Ends(1);
            Assert.Contains("noexec", Assert.Single(first.Output), StringComparison.Ordinal);
            using var second = Deploy(server, [SshServer.Host, "--to", $"{small}/peerslot", "--json"]).Ends(1);
            Assert.Contains("5 MB left", Assert.Single(second.Output), StringComparison.Ordinal);
            Assert.Contains("\"runs\":false", second.Output[0], StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(small));
            Assert.Empty(Directory.GetFiles(noexec));
        }
        finally
        {
            Tools.TryRun("umount", noexec);
            Tools.TryRun("umount", small);
        }
    }

    [SkippableFact]
    public void A_machine_that_is_not_reached_does_not_keep_the_file_from_the_next_one()
    {
        using var server = Server();
        using var folder = new TemporaryFolder();
        using var deploy = Deploy(server, ["ssh://127.0.0.1:1", SshServer.Host, "--to", folder["peerslot"]]).Ends(1);
        Assert.Equal(2, deploy.Output.Count);
        Assert.StartsWith("ssh://127.0.0.1:1\tno\tNo SSH server", deploy.Output[0], StringComparison.Ordinal);
        Assert.StartsWith($"{SshServer.Host}\truns\t", deploy.Output[1], StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Without_ssh_it_says_what_to_install()
    {
        Skip.If(SshServer.Missing is not null, SshServer.Missing);
        using var deploy = PeerSlotProcess.Start(["deploy", "lab-07", "--ssh", "/nowhere/ssh"]).Ends(3);
        Assert.Contains("openssh-client", Assert.Single(deploy.Errors), StringComparison.Ordinal);
    }

    private static SshServer Server()
    {
        Skip.If(SshServer.Missing is not null, SshServer.Missing);
        Skip.If(
            string.IsNullOrEmpty(Environment.GetEnvironmentVariable("PEERSLOT_EXECUTABLE")), "publish first: dotnet build publish, then set PEERSLOT_EXECUTABLE");
        return new SshServer();
    }

    private static PeerSlotProcess Deploy(SshServer server, string[] arguments) =>
        PeerSlotProcess.Start(["deploy", .. arguments, "--ssh", $"ssh -F {server.ClientSettings}"]);
}
