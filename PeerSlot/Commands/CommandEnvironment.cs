using System.Collections;
using PeerSlot.Terminal;

namespace PeerSlot.Commands;

/// <summary>What a command gets from the process: nothing below reads it from statics, so that a test can give its own.</summary>
/// <param name="OpenInput">Standard input, opened when a command wants it.</param>
/// <param name="Variables">Environment variables.</param>
/// <param name="Directory">The current directory.</param>
internal sealed record CommandEnvironment(
    CommandOutput Output, Func<Stream> OpenInput, IReadOnlyDictionary<string, string> Variables, string Directory, TimeProvider Clock,
    CancellationToken Cancelled)
{
    public Language Language => Output.Language;

    public bool NoColor(bool option) => option || Variables.ContainsKey("NO_COLOR") || Variables.GetValueOrDefault("TERM") == "dumb";

    /// <summary>For commands that wait without end: cancels them when nobody reads their results any more.</summary>
    public Action EndWhenNobodyReads { get; init; } = () => { };

    public static CommandEnvironment OfProcess(CancellationTokenSource interrupted) => new(
        CommandOutput.OfProcess(), () => Console.OpenStandardInput(), VariablesOfProcess(), Environment.CurrentDirectory, TimeProvider.System, interrupted.Token)
    {
        EndWhenNobodyReads = () => StandardStreams.WatchReader(interrupted.Cancel),
    };

    private static Dictionary<string, string> VariablesOfProcess()
    {
        var variables = new Dictionary<string, string>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        return variables;
    }
}
