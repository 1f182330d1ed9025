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

/// <summary>A mailslot's path. Equality ignores letter case, as mailslots do.</summary>
public sealed partial record MailslotPath
{
    private MailslotPath(MailslotScope scope, string host, string name) => (Scope, Host, Name) = (scope, host, name);

    public MailslotScope Scope { get; }

    /// <summary>The machine or domain of <see cref="MailslotScope.Host"/>; empty otherwise.</summary>
    public string Host { get; }

    /// <summary>What follows <c>\mailslot\</c>: one or more levels, <c>peerslot\hello</c>.</summary>
    public string Name { get; }

    public static MailslotPath Local(string name) => new(MailslotScope.Local, "", name);

    public static MailslotPath Everybody(string name) => new(MailslotScope.Everybody, "", name);

    public static MailslotPath OnHost(string host, string name) => new(MailslotScope.Host, host, name);
}
