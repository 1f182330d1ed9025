using System.Diagnostics.CodeAnalysis;

namespace PeerSlot.Mailslots;

/// <summary>Whose slot a path names.</summary>
public enum MailslotScope
{
    /// <summary><c>\\.\mailslot\name</c>: this machine.</summary>
    Local,

    /// <summary><c>\\HOST\mailslot\name</c> or <c>\\DOMAIN\mailslot\name</c>: the text alone does not tell which.</summary>
    Host,

    /// <summary><c>\\*\mailslot\name</c>: everybody.</summary>
    Everybody,
}

/// <summary>A mailslot's path. Equality ignores letter case, as mailslots do ("Names are not case sensitive", CreateMailslot).</summary>
public sealed partial record MailslotPath
{
    /// <summary>Characters. Windows has room for 246 after <c>\\.\mailslot\</c> (MAX_PATH); one more is error 206.</summary>
    public const int LongestName = 246;

    private MailslotPath(MailslotScope scope, string host, string name) => (Scope, Host, Name) = (scope, host, name);

    public MailslotScope Scope { get; }

    /// <summary>The machine or domain of <see cref="MailslotScope.Host"/>; empty otherwise.</summary>
    public string Host { get; }

    /// <summary>What follows <c>\mailslot\</c>: one or more levels, <c>peerslot\hello</c>.</summary>
    public string Name { get; }

    /// <exception cref="MailslotException">InvalidName (123), NameTooLong (206).</exception>
    public static MailslotPath Local(string name) => Build(MailslotScope.Local, "", name);

    /// <inheritdoc cref="Local"/>
    public static MailslotPath Everybody(string name) => Build(MailslotScope.Everybody, "", name);

    /// <param name="host">A machine's or domain's name, or an IP address.</param>
    /// <inheritdoc cref="Local"/>
    public static MailslotPath OnHost(string host, string name) => Build(MailslotScope.Host, host, name);

    /// <summary>Reads what CreateMailslot and CreateFile take; <c>/</c> and <c>\</c> are the same.</summary>
    /// <exception cref="MailslotException">PathNotFound (3) for no text at all, InvalidName (123), NameTooLong (206).</exception>
    public static MailslotPath Parse(string? text) =>
        Read(text, out var path) is { } fault ? throw new MailslotException(fault.Error, fault.Text) : path!;

    /// <inheritdoc cref="Parse"/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MailslotPath? path) => Read(text, out path) is null;

    public bool Equals(MailslotPath? other) =>
        other is not null && Scope == other.Scope
        && Host.Equals(other.Host, StringComparison.OrdinalIgnoreCase)
        && Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() =>
        HashCode.Combine(Scope, Host.GetHashCode(StringComparison.OrdinalIgnoreCase), Name.GetHashCode(StringComparison.OrdinalIgnoreCase));

    /// <summary>The canonical form, in the letters it was given: <c>\\.\mailslot\name</c>.</summary>
    public override string ToString() => Scope switch
    {
        MailslotScope.Local => $@"\\.\mailslot\{Name}",
        MailslotScope.Everybody => $@"\\*\mailslot\{Name}",
        _ => $@"\\{Host}\mailslot\{Name}",
    };
}
