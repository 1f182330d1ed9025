using System.Security.Cryptography;
using PeerSlot.Exchange;
using PeerSlot.Exchange.Bridges;
using PeerSlot.Gallery;
using PeerSlot.Settings;
using PeerSlot.Terminal;

namespace PeerSlot.Commands;

/// <summary>One run of a command: its settings, its output, and how it gets into the room.</summary>
internal sealed class CommandContext(CommandEnvironment environment, SettingsSources sources, CommandFlags flags)
{
    /// <summary>As many as an announcement can name.</summary>
    private const int KeptPictures = 8;

    private readonly Dictionary<string, string> _options = new(sources.Options);
    private SettingsInForce? _settings;
    private string? _passphrase;
    private bool _passphraseFound;

    public CommandEnvironment Environment => environment;

    public TimeProvider Clock => environment.Clock;

    public bool Json => flags.Json;

    public bool Plain => flags.Plain || NoColor;

    /// <summary>Whether lines were asked for by name, and not only no colours.</summary>
    public bool PlainWasAsked => flags.Plain;

    public bool NoColor => environment.NoColor(flags.NoColor);

    public bool Verbose => flags.Verbose;

    public SettingsInForce InForce => _settings ??= SettingsInForce.Read(Sources);

    public PeerSlotSettings Settings => InForce.Settings;

    public SettingsSources Sources => sources with { Options = _options };

    public DataFolder Data => DataFolder.Resolve(Settings, Sources);

    /// <summary>An option of one command that stands for a setting; before the settings are first asked for.</summary>
    public void Override(string option, string? value)
    {
        if (value is not null)
            _options[option] = value;
    }

    /// <summary>The terminal's cells; 80x24 where there is none.</summary>
    public (int Columns, int Rows) TerminalSize => Environment.Output.TerminalSize;

    public DateTimeOffset After(TimeSpan time) => Clock.GetUtcNow() + time;

    /// <summary>A result: as a line, or as JSON where that was asked for.</summary>
    public void Result(Text line, Func<string> json) => environment.Output.Result(Json ? json() : line.In(environment.Output.ResultLanguage));

    /// <summary>A line of a report that people read even in a pipe, or JSON.</summary>
    public void Report(Text line, Func<string> json) => environment.Output.Result(Json ? json() : line.In(environment.Language));

    /// <summary>A message for people; with --json also an event, so that a script misses nothing.</summary>
    public void Say(Text message, Func<string>? json = null)
    {
        if (Json && json is not null)
            environment.Output.Result(json());
        else
            environment.Output.Say(message);
    }

    /// <exception cref="CommandException">One of the networks is not in this build.</exception>
    public NetworkChoice Networks
    {
        get
        {
            foreach (var name in Settings.Networks)
            {
                if (!Exchange.Networks.IsInThisBuild(name))
                    throw new CommandException(ExitStatus.Usage, Exchange.Networks.NotInThisBuild(name));
            }

            return new NetworkChoice(Settings.Networks, Settings.Interfaces, Settings.Port) { Peers = Settings.Peers };
        }
    }

    /// <summary>One more network of the room; null = none.</summary>
    public Bridge? Bridge { get; set; }

    /// <summary>Whether <c>--network</c> was given on this command line.</summary>
    public bool NetworksWereNamed => InForce.Values.Any(v => v is { Key.Path: "networks", Layer: SettingLayer.Option });

    /// <summary>The file, variable or option that a setting comes from.</summary>
    public string OriginOf(string key) => InForce.Values.First(v => v.Key.Path == key).Origin;

    public PictureGallery OpenGallery() => PictureGallery.Open(Data.Pictures, Settings.Gallery, Clock);

    /// <summary>
    /// The room's passphrase, or null for an open room. Where it is asked for, this is done once and needs the terminal: before the screens take it.
    /// </summary>
    /// <exception cref="CommandException">It is to be asked for, and there is no terminal.</exception>
    public string? FindPassphrase()
    {
        if (_passphraseFound)
            return _passphrase;
        _passphrase = Settings.AskPassphrase ? AskPassphrase() : Passphrase.Find(InForce, Sources);
        _passphraseFound = true;
        return _passphrase;
    }

    /// <summary>Work that signs, as making and reading this account's identity.</summary>
    /// <exception cref="RoomException">There is no OpenSSL, the one library besides the C and C++ ones that the executable does not bring along.</exception>
    public static T WithOpenSsl<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (PlatformNotSupportedException e)
        {
            throw new RoomException(
                "This machine has no OpenSSL (libssl), which signs what is said in a room: sudo apt-get install libssl3, or sudo dnf install openssl-libs.", e);
        }
    }

    /// <summary>Joins the room as a session of this account's identity.</summary>
    /// <param name="isScreen">It stays: late comers can pull what it sent, and it shows pictures as they grow.</param>
    public PictureExchange OpenRoom(bool receives, IPictureStore? store = null, bool isScreen = false)
    {
        var (data, passphrase) = (Data, FindPassphrase());
        // The first use of cryptography loads OpenSSL, 5 to 8 ms: meanwhile the sockets are opened.
        var options = Task.Run(() => OptionsOf(receives, isScreen, data, passphrase));
        return PictureExchange.Enter(options, Networks with { Bridge = Bridge }, store ?? NoStore.Instance, Clock);
    }

    /// <summary>What an empty room means; with <c>--verbose</c> what the networks say is told before.</summary>
    public Text NobodyIn(PictureExchange room)
    {
        if (Verbose)
        {
            foreach (var finding in room.Findings)
                Say($"{finding.Subject}: {finding.Message}");
        }

        return $"Nobody is in room {room.RoomName}. If somebody should be, peerslot doctor on both machines says what is in the way.";
    }

    private RoomOptions OptionsOf(bool receives, bool isScreen, DataFolder data, string? passphrase)
    {
        var host = System.Environment.MachineName;
        // To check the passphrase takes 3 ms: beside the reading of the identity.
        var key = passphrase is null ? null : Task.Run(() => RoomKeyFile.LoadOrDerive(data, Settings.Room, passphrase, out _));
        var identity = WithOpenSsl(() => IdentityFile.LoadOrCreate(data));
        identity.WarmUp();
        return new RoomOptions
        {
            Identity = identity,
            Key = key?.GetAwaiter().GetResult(),
            KnownPeersFile = data.KnownPeers,
            Accept = Settings.Accept,
            Trusted = Trusted(),
            Sends = Settings.Send.Enabled,
            Nickname = Settings.Name.Length > 0 ? Settings.Name : host,
            NicknameIfTaken = Settings.Name.Length > 0 ? null : $"{System.Environment.UserName}@{host}",
            RoomName = Settings.Room,
            Receives = receives,
            KeptPictures = isScreen ? KeptPictures : 0,
            ShowsGrowth = isScreen,
            MaxBytes = Settings.MaxBytes,
            MaxPixels = Settings.MaxPixels,
            WaitForReceipts = TimeSpan.FromSeconds(Settings.Send.WaitSeconds),
            // The lab programs speak in the open: a sealed room takes them in only where the settings say so.
            Lab = passphrase is not null && Settings.Lab.Enabled == "auto" ? Settings.Lab with { Enabled = "off" } : Settings.Lab,
            LabNumbersFile = data.LabNumbers,
            Seed = RandomNumberGenerator.GetInt32(int.MaxValue),
            Session = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)),
            Challenge = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)),
        };
    }

    private HashSet<Guid> Trusted()
    {
        var trusted = new HashSet<Guid>();
        foreach (var id in Settings.Trusted)
            trusted.Add(Guid.Parse(id));
        return trusted;
    }

    private string AskPassphrase()
    {
        if (!HiddenLine.TryRead(((Text)$"Passphrase of room {PeerNames.Harmless(Settings.Room)}: ").In(environment.Language), out var typed))
            throw new CommandException(
                ExitStatus.Usage, "To ask for the passphrase takes a terminal. Without one, use --passphrase-file or PEERSLOT_PASSPHRASE.");
        return typed is null ? throw new OperationCanceledException() : Passphrase.Checked(typed, "What was typed");
    }

    /// <summary>Waits for the next news; false when the deadline passed. Ends the command where the user interrupts.</summary>
    public bool TryReadNews(PictureExchange room, DateTimeOffset? deadline, out RoomNews news)
    {
        while (true)
        {
            if (room.News.TryRead(out news!))
                return true;
            if (!WaitForNews(room, deadline))
                return false;
        }
    }

    /// <summary>False when the deadline passed before any news came.</summary>
    public bool WaitForNews(PictureExchange room, DateTimeOffset? deadline)
    {
        var left = deadline - Clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return false;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(environment.Cancelled);
        if (left is { } time)
            limit.CancelAfter(time);
        try
        {
            return room.News.WaitToReadAsync(limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            environment.Cancelled.ThrowIfCancellationRequested();
            return false;
        }
    }
}

/// <summary>What the common options ask of a command's output.</summary>
internal sealed record CommandFlags(bool Json, bool Plain, bool NoColor, bool Verbose);
