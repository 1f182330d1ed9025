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
            double.TryParse(Text(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 1e9
                ? seconds
                : Refuse<double>(result, $"{name} takes seconds, more than 0, not \"{PeerNames.Harmless(Text(result))}\"."),
    };

    /// <summary>A whole number of 1 or more.</summary>
    public static Option<int?> Count(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
            int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
                ? count
                : Refuse<int>(result, $"{name} takes a whole number of 1 or more, not \"{PeerNames.Harmless(Text(result))}\"."),
    };

    private static string Text(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[0].Value : "";

    private static T? Refuse<T>(ArgumentResult result, string message) where T : struct
    {
        result.AddError(message);
        return null;
    }
}
