using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace PeerSlot.Commands;

/// <summary>Options that take numbers, with the range in the error.</summary>
internal static class NumberOptions
{
    /// <summary>A time in seconds, more than 0, fractions allowed.</summary>
    public static Option<double?> Seconds(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SECONDS",
        CustomParser = result =>
            double.TryParse(Typed(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 1e9
                ? seconds
                : throw new CommandException(ExitStatus.Usage, $"{name} takes seconds, more than 0, not \"{PeerNames.Harmless(Typed(result))}\"."),
    };

    /// <summary>A whole number of 1 or more.</summary>
    public static Option<int?> Count(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
            int.TryParse(Typed(result), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                ? count
                : throw new CommandException(ExitStatus.Usage, $"{name} takes a whole number of 1 or more, not \"{PeerNames.Harmless(Typed(result))}\"."),
    };

    private static string Typed(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
}
