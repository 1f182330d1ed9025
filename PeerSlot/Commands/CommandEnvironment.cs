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

    /// <summary>A loop: LINQ over a structure is compiled anew for it, 10 KB and more each.</summary>
    private static Dictionary<string, string> AllVariables()
    {
        var all = new Dictionary<string, string>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            all[(string)variable.Key] = (string?)variable.Value ?? "";
        return all;
    }

    public static CommandEnvironment OfProcess(CancellationTokenSource interrupted) => new(
        CommandOutput.OfProcess(), Console.OpenStandardInput,
        AllVariables(), Environment.CurrentDirectory, TimeProvider.System, interrupted.Token)
    {
        EndWhenNobodyReads = () => StandardStreams.WatchReader(interrupted.Cancel),
    };
}
