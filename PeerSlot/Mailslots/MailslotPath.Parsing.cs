namespace PeerSlot.Mailslots;

public sealed partial record MailslotPath
{
    private const string Keyword = "mailslot";

    private readonly record struct Fault(MailslotError Error, Text Text);

    private static MailslotPath Build(MailslotScope scope, string host, string name)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(name);
        name = Normalize(name);
        return (CheckHost(scope, host) ?? CheckName(name)) is { } fault
            ? throw new MailslotException(fault.Error, fault.Text)
            : new MailslotPath(scope, host, name);
    }

    /// <summary>Error numbers as Windows gives them (measured): nothing at all is 3, every other wrong form 123.</summary>
    private static Fault? Read(string? text, out MailslotPath? path)
    {
        path = null;
        if (string.IsNullOrEmpty(text))
            return new Fault(MailslotError.PathNotFound, "A mailslot's path is missing.");

        var normal = Normalize(text);
        if (!normal.StartsWith(@"\\", StringComparison.Ordinal))
            return Invalid(text, @"It must begin with \\.\ (this machine), \\HOST\ or \\*\ (everybody).");

        var endOfHost = normal.IndexOf('\\', 2);
        var host = endOfHost < 0 ? normal[2..] : normal[2..endOfHost];
        var rest = endOfHost < 0 ? "" : normal[(endOfHost + 1)..];
        var endOfKeyword = rest.IndexOf('\\', StringComparison.Ordinal);
        var keyword = endOfKeyword < 0 ? rest : rest[..endOfKeyword];
        if (!keyword.Equals(Keyword, StringComparison.OrdinalIgnoreCase))
            return Invalid(text, @"After the machine comes \mailslot\ and the slot's name.");

        // Wine calls the bare root \\.\mailslot\ "already exists" (183), which it is; to people a missing name says more.
        var name = endOfKeyword < 0 ? "" : rest[(endOfKeyword + 1)..];

        // \\?\ is \\.\ without further parsing (Naming Files, Paths, and Namespaces).
        var scope = host switch { "." or "?" => MailslotScope.Local, "*" => MailslotScope.Everybody, _ => MailslotScope.Host };
        host = scope == MailslotScope.Host ? host : "";
        if ((CheckHost(scope, host) ?? CheckName(name)) is { } fault)
            return fault;

        path = new MailslotPath(scope, host, name);
        return null;
    }

    /// <summary>One kind of separator; trailing blanks are trimmed as CreateFile trims them (measured).</summary>
    private static string Normalize(string text) => text.Replace('/', '\\').TrimEnd(' ');

    private static Fault? CheckHost(MailslotScope scope, string host)
    {
        if (scope != MailslotScope.Host)
            return null;
        var usable = host is not ("" or "." or "?" or "*") && !host.Any(c => char.IsControl(c) || c is '\\' or '/' or ' ' or '*');
        return usable ? null : new Fault(MailslotError.InvalidName, $"\"{Printable(host)}\" is no machine's name.");
    }

    private static Fault? CheckName(string name)
    {
        if (name.Length == 0)
            return new Fault(MailslotError.InvalidName, @"A slot's name is missing after \mailslot\.");
        if (name.Length > LongestName)
            return new Fault(MailslotError.NameTooLong, $"A slot's name has at most {LongestName} characters; this one has {name.Length}.");
        if (name.StartsWith('\\') || name.EndsWith('\\') || name.Contains(@"\\", StringComparison.Ordinal))
            return new Fault(MailslotError.InvalidName, $"A level is empty in the slot's name \"{Printable(name)}\".");
        return name.Any(char.IsControl)
            ? new Fault(MailslotError.InvalidName, $"A control character is in the slot's name \"{Printable(name)}\".")
            : null;
    }

    private static Fault Invalid(string text, Text remedy) =>
        new(MailslotError.InvalidName, $"\"{Printable(text)}\" is no mailslot's path. {remedy}");

    /// <summary>For messages that end on a terminal: short and without control characters.</summary>
    private static string Printable(string text) =>
        string.Concat(text.Take(80).Select(c => char.IsControl(c) ? '?' : c)) + (text.Length > 80 ? "..." : "");
}
