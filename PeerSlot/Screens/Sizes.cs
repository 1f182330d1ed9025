using System.Globalization;

namespace PeerSlot.Screens;

/// <summary>Bytes and times for people.</summary>
internal static class Sizes
{
    /// <summary>At most 6 columns: <c>999 B</c>, <c>1.2 K</c>, <c>340 K</c>, <c>12 M</c>.</summary>
    public static Text Short(long bytes) => bytes switch
    {
        < 1_000 => (Text)$"{bytes} B",
        < 10_000 => $"{bytes / 1_000.0:0.0} K",
        < 1_000_000 => $"{bytes / 1_000} K",
        < 10_000_000 => $"{bytes / 1_000_000.0:0.0} M",
        _ => $"{bytes / 1_000_000} M",
    };

    /// <summary>Exact, in groups of three: <c>14 103 B</c>.</summary>
    public static Text Exact(long bytes) => $"{bytes.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ')} B";

    /// <summary>A round trip, coarse enough that a table of it seldom changes: <c>&lt;1 ms</c>, <c>3 ms</c>, <c>40 ms</c>, <c>1.5 s</c>.</summary>
    public static Text RoundTrip(TimeSpan? time) => time?.TotalMilliseconds switch
    {
        null => (Text)"--",
        < 1 => "<1 ms",
        < 10 and var ms => $"{(int)ms} ms",
        < 1_000 and var ms => $"{(int)ms / 10 * 10} ms",
        var ms => $"{ms / 1_000:0.0} s",
    };

    /// <summary>How long ago, coarse enough that a table of it seldom changes: <c>now</c>, <c>20 s</c>, <c>3 min</c>, <c>2 h</c>.</summary>
    public static Text Age(TimeSpan age) => age.TotalSeconds switch
    {
        < 10 => (Text)"now",
        < 60 => $"{(int)age.TotalSeconds / 10 * 10} s",
        < 3600 => $"{(int)age.TotalMinutes} min",
        _ => $"{(int)age.TotalHours} h",
    };
}
