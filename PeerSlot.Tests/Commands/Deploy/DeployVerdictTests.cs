using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PeerSlot.Commands.Deploy;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Commands.Deploy;

/// <summary>What machines answered to the probe, one file each, and what is said of them.</summary>
public sealed class DeployVerdictTests
{
    [Theory]
    [InlineData("debian-12", null)]
    [InlineData("debian-12-greets", null)]
    [InlineData("raspberry-64", null)]
    [InlineData("mac", null)]
    [InlineData("alpine", "musl")]
    [InlineData("centos-7", "glibc is 2.17, and 2.28 or newer is needed")]
    [InlineData("raspberry-32", "Linux on armv7l")]
    [InlineData("freebsd", "FreeBSD on amd64")]
    [InlineData("no-libssl", "apt-get install libssl3")]
    [InlineData("no-libstdcpp", "apt-get install libstdc++6")]
    [InlineData("noexec", "noexec")]
    [InlineData("read-only", "cannot be written")]
    [InlineData("full", "10 MB left there, and the file takes 26 MB")]
    public void Each_machine_gets_one_plain_sentence(string answer, string? expected)
    {
        Assert.True(HostProbe.TryRead(Answer(answer), out var probe));
        var verdict = DeployVerdict.Of(probe, "/home/ann", 25_800_000);
        if (expected is null)
            Assert.Null(verdict);
        else
            Assert.Contains(expected, verdict?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_a_shell_is_no_answer() => Assert.False(HostProbe.TryRead(Answer("windows"), out _));

    [Fact]
    public void A_platform_whose_build_does_not_lie_here_is_named()
    {
        Assert.True(HostProbe.TryRead(Answer("raspberry-64"), out var probe));
        Assert.Contains("linux-arm64", DeployVerdict.Of(probe, "/home/ann", bytes: 0)!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_cannot_reach_the_terminal_with_escapes()
    {
        Assert.True(HostProbe.TryRead("peerslot-probe 1\nsystem \u001b[2J\u009bX\nmachine \u001b]0;x\u0007\n", out var probe));
        Assert.DoesNotContain(DeployVerdict.Of(probe, "x", 1)!.ToString(), char.IsControl);
    }

    [Theory]
    [InlineData("ssh: connect to host lab-07 port 22: Connection refused\n", "openssh-server")]
    [InlineData("ssh: Could not resolve hostname lab-99: Name or service not known\n", "address")]
    [InlineData("ssh: connect to host lab-07 port 22: Connection timed out\n", "is it on")]
    [InlineData("ann@lab-07: Permission denied (publickey,password).\n", "ssh-copy-id")]
    [InlineData("No ED25519 host key is known for lab-07\nHost key verification failed.\n", "look at it")]
    [InlineData("kex_exchange_identification: read: \u001b[31mreset\n", "ssh could not get in: kex_exchange_identification")]
    [InlineData("", "ssh could not get in.")]
    public void What_ssh_says_when_it_cannot_get_in_becomes_a_remedy(string said, string expected)
    {
        var sentence = SshComplaint.Sentence(said).ToString();
        Assert.Contains(expected, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(sentence, char.IsControl);
    }

    [SkippableFact]
    public void The_published_file_asks_for_no_newer_glibc_than_is_told()
    {
        var file = Environment.GetEnvironmentVariable("PEERSLOT_EXECUTABLE");
        Skip.If(string.IsNullOrEmpty(file) || !OperatingSystem.IsLinux(), "publish first: dotnet build publish, then set PEERSLOT_EXECUTABLE");
        var needed = Regex.Matches(Encoding.Latin1.GetString(File.ReadAllBytes(file!)), @"\0GLIBC_(\d+\.\d+)(?=\0)").Max(m => Version.Parse(m.Groups[1].Value));
        Assert.True(needed <= DeployVerdict.OldestGlibc, $"It asks for {needed}.");
    }

    private static string Answer(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Deploy", name + ".txt"));
}
