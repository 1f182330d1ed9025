using System.CommandLine;
using System.CommandLine.Completions;

namespace PeerSlot.Commands;

/// <summary>The options of every command. Each that names a setting becomes the topmost layer of the settings.</summary>
internal sealed class CommonOptions
{
    public Option<string[]> Network { get; } = new("--network")
    {
        Description = "Network to use: lan, windows, local or memory. May be given several times.", HelpName = "NETWORK", Recursive = true,
        CompletionSources = { "lan", "windows", "local", "memory" },
    };

    public Option<string> Name { get; } = new("--name") { Description = "Your name in the room.", HelpName = "NICKNAME", Recursive = true };

    public Option<string> Room { get; } = new("--room") { Description = "The room to be in.", HelpName = "ROOM", Recursive = true };

    public Option<string> PassphraseFile { get; } = new("--passphrase-file")
    {
        Description = "File with the room's passphrase; PEERSLOT_PASSPHRASE does as well.", HelpName = "FILE", Recursive = true,
    };

    public Option<bool> AskPassphrase { get; } = new("--ask-passphrase") { Description = "Ask for the room's passphrase.", Recursive = true };

    public Option<string> Accept { get; } = new("--accept")
    {
        Description = "Whose pictures to take: everyone, known, trusted, ask or nobody.", HelpName = "WHOSE", Recursive = true,
        CompletionSources = { "everyone", "known", "trusted", "ask", "nobody" },
    };

    public Option<string> Config { get; } =
        new("--config") { Description = "A settings file on top of the usual ones.", HelpName = "FILE", Recursive = true };

    public Option<string> DataDir { get; } = new("--data-dir")
    {
        Description = "Folder of identity and gallery.", HelpName = "DIR", Recursive = true,
    };

    public Option<string[]> Interface { get; } = new("--interface")
    {
        Description = "Network card to use. May be given several times; all cards when it is not given.", HelpName = "NAME", Recursive = true,
    };

    public Option<string> Port { get; } = new("--port") { Description = "First UDP port; all ports follow it.", HelpName = "N", Recursive = true };

    public Option<string[]> Peer { get; } = new("--peer")
    {
        Description = "Machine beyond the reach of multicast: HOST or HOST:PORT. May be given several times.", HelpName = "HOST", Recursive = true,
    };

    public Option<string> MaxBytes { get; } =
        new("--max-bytes") { Description = "Largest picture to take, in bytes.", HelpName = "N", Recursive = true };

    public Option<string> MaxPixels { get; } =
        new("--max-pixels") { Description = "Largest picture to take or show, in pixels.", HelpName = "N", Recursive = true };

    public Option<string> Language { get; } =
        new("--language") { Description = "Language of what people read: en or ru; the system's when it is not given.", HelpName = "en|ru", Recursive = true, CompletionSources = { "en", "ru" } };

    public Option<bool> Json { get; } = new("--json") { Description = "Results as JSON, one object a line.", Recursive = true };

    public Option<bool> Plain { get; } = new("--plain") { Description = "Plain lines: no colours, tables or bars.", Recursive = true };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours.", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Say more on standard error.", Recursive = true };

    public void AddTo(RootCommand root)
    {
        foreach (var option in (Option[])[Network, Name, Room, PassphraseFile, AskPassphrase, Accept, Config, DataDir, Interface, Port, Peer, MaxBytes, MaxPixels, Language, Json, Plain, NoColor, Verbose])
            root.Options.Add(option);
    }

    /// <summary>The given ones by the key of their setting.</summary>
    public Dictionary<string, string> Overrides(ParseResult parsed)
    {
        var given = new Dictionary<string, string>();
        void Add(string key, string? value)
        {
            if (value is not null)
                given[key] = value;
        }

        void AddAll(string key, string[]? values) => Add(key, values is { Length: > 0 } ? string.Join(',', values) : null);

        AddAll("networks", parsed.GetValue(Network));
        AddAll("interfaces", parsed.GetValue(Interface));
        AddAll("peers", parsed.GetValue(Peer));
        Add("name", parsed.GetValue(Name));
        Add("room", parsed.GetValue(Room));
        Add("passphraseFile", parsed.GetValue(PassphraseFile));
        Add("askPassphrase", parsed.GetValue(AskPassphrase) ? "true" : null);
        Add("accept", parsed.GetValue(Accept));
        Add("dataDir", parsed.GetValue(DataDir));
        Add("port", parsed.GetValue(Port));
        Add("maxBytes", parsed.GetValue(MaxBytes));
        Add("maxPixels", parsed.GetValue(MaxPixels));
        Add("language", parsed.GetValue(Language));
        return given;
    }
}
