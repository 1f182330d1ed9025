using System.Text;
using PeerSlot.Commands;

namespace PeerSlot.Tests.Support;

/// <summary>A command line run in this process, with output that is no terminal.</summary>
internal sealed record CommandRun(int Status, string Output, string Errors)
{
    public static CommandRun Of(TemporaryFolder folder, Language language, params string[] arguments)
    {
        using MemoryStream output = new(), errors = new();
        var variables = new Dictionary<string, string>
        {
            ["PEERSLOT_LANGUAGE"] = language.Code, ["HOME"] = folder.Path, ["XDG_CONFIG_HOME"] = folder.Path, ["APPDATA"] = folder.Path,
        };
        int status;
        using (var written = new CommandOutput(output, errors, outputIsTerminal: false, errorIsTerminal: false))
        {
            status = PeerSlotCommandLine.Run(
                arguments, new CommandEnvironment(written, () => Stream.Null, variables, folder.Path, TimeProvider.System, CancellationToken.None));
        }

        return new CommandRun(status, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(errors.ToArray()));
    }
}
