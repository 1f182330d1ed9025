using PeerSlot.Commands.Doctor;
using Xunit;

namespace PeerSlot.Tests.Commands.Doctor;

public sealed class SystemProgramsTests
{
    private const string NoShell = "Windows has no sh";

    [SkippableFact]
    public void A_program_answers_with_its_status_and_what_it_prints()
    {
        Skip.If(OperatingSystem.IsWindows(), NoShell);
        Assert.Equal((3, "it's $HOME\n"), SystemPrograms.Run("sh", ["-c", "echo \"$0\"; exit 3", "it's $HOME"]));
    }

    [Fact]
    public void A_program_that_is_not_there_has_no_answer() => Assert.Null(SystemPrograms.Run("peerslot-has-no-such-program", ["a"]));

    [SkippableFact]
    public void An_answer_may_be_long()
    {
        Skip.If(OperatingSystem.IsWindows(), NoShell);
        Assert.Equal(300_000, SystemPrograms.Run("sh", ["-c", "yes | head -c 300000"])!.Value.Output.Length);
    }
}
