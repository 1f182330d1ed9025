using System.Collections;

namespace PeerSlot.Settings;

/// <summary>What settings are read from. Everything that belongs to the process comes in here, so that a test can choose it.</summary>
/// <param name="Environment">The environment's variables.</param>
/// <param name="ExecutableFolder">Where the executable lies.</param>
/// <param name="HomeFolder">The account's home.</param>
/// <param name="IsWindows">Whose folders are usual: Windows' or XDG's.</param>
public sealed record SettingsSources(IReadOnlyDictionary<string, string> Environment, string ExecutableFolder, string HomeFolder, bool IsWindows)
{
    /// <summary>The file named by <c>--config</c>, which then must exist.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>Settings given on the command line: the JSON key (<c>maxBytes</c>) and the text; those of a list separated by commas.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    public static SettingsSources OfThisProcess()
    {
        // Names of variables compare without case on Windows.
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        return new SettingsSources(
            variables, Path.GetDirectoryName(System.Environment.ProcessPath) ?? AppContext.BaseDirectory,
            System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), OperatingSystem.IsWindows());
    }

    /// <summary>A variable's value; null = not set, or empty, which counts as not set.</summary>
    public string? Variable(string name) => Environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>
    /// A folder that a variable names, or the one below the home folder. A relative path in the variable counts as not set (XDG Base Directory
    /// Specification: "consider the path invalid and ignore it").
    /// </summary>
    internal string Folder(string variable, params string[] belowHome) =>
        Variable(variable) is { } path && Path.IsPathFullyQualified(path) ? path : Path.Combine([HomeFolder, .. belowHome]);
}
