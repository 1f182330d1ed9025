using PeerSlot.Commands.Plain;
using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Screens;
using PeerSlot.Settings;
using PeerSlot.Terminal;

namespace PeerSlot.Commands;

/// <summary><c>peerslot [FILE]</c>: the screens.</summary>
internal static class ScreensCommand
{
    /// <summary>Sockets, the identity, cryptography and the gallery are opened behind the first frame.</summary>
    public static int Run(CommandContext context, string? file)
    {
        if (file is ['-', _, ..] && !File.Exists(Path.Combine(context.Environment.Directory, file)))
            throw new CommandException(ExitStatus.Usage, $"{UsageFault.NoOption(PeerNames.Harmless(file))} See peerslot --help.");
        if (context.PlainWasAsked || (context.Environment.Output.OutputIsTerminal && Terminals.IsDumb(Variable(context))))
            return RunPlain(context, file);
        context.FindPassphrase();
        using var terminal = OpenTerminal(context);
        var gallery = new Lazy<PictureGallery>(context.OpenGallery);
        PictureExchange? room = null;
        try
        {
            return Run(context, terminal, Enter, gallery, file, context.Data.Drawings);
        }
        finally
        {
            room?.Dispose();
        }

        PictureExchange Enter()
        {
            room = context.OpenRoom(receives: true, gallery.Value, isScreen: true);
            room.Rehearse(context.Clock);
            return room;
        }
    }

    /// <summary>In lines, for screen readers and terminals that cannot place their cursor.</summary>
    private static int RunPlain(CommandContext context, string? file)
    {
        if (file is not null)
            throw new CommandException(ExitStatus.Usage, "Lines have no Draw to open a picture in: peerslot send or peerslot show takes it.");
        var gallery = context.OpenGallery();
        using var room = context.OpenRoom(receives: true, gallery);
        room.Rehearse(context.Clock);
        using var plain = new PlainScreens(context, room, gallery);
        return plain.Run();
    }

    /// <summary>The screens over any room: the demo's as well.</summary>
    /// <param name="drawings">Folder where drawings are saved by themselves; null = they are not.</param>
    /// <param name="enter">See <see cref="ScreenHost"/>.</param>
    public static int Run(CommandContext context, ITerminal terminal, Func<IRoom> enter, Lazy<PictureGallery> gallery, string? file, string? drawings)
    {
        var options = new ScreenOptions
        {
            Name = context.Settings.Name.Length > 0 ? context.Settings.Name : Environment.MachineName,
            RoomName = context.Settings.Room,
            LoadGallery = () => gallery.Value.Load(),
            LoadContent = entry => gallery.Value.ReadContent(entry),
            Delete = entry => gallery.Value.Delete(entry),
            RecordSent = sent => gallery.Value.RecordSent(sent),
            Theme = context.Settings.Theme,
            Language = context.Environment.Language,
            Terminal = Wishes(context),
            Bell = context.Settings.Bell,
            OpenTrusted = context.Settings.OpenTrusted,
            SaveSettings = values => Save(context, values),
            Settings = () => Shown(context),
            Networks = context.Networks,
            KeepMetadata = context.Settings.Send.KeepMetadata,
            StartFile = file,
            AutosaveFolder = drawings,
            StartDirectory = context.Environment.Directory,
            Limits = new PictureLimits(context.Settings.MaxPixels),
            MaximumFileBytes = context.Settings.MaxBytes,
            Version = $"PeerSlot {ProgramVersion.Text}",
        };
        try
        {
            var host = new ScreenHost(
                terminal, enter, options, context.Clock, work => Task.Factory.StartNew(work, TaskCreationOptions.LongRunning));
            return host.Run() == ScreenHost.Quit ? ExitStatus.Done : ExitStatus.NotDone;
        }
        catch (ThemeException e)
        {
            throw new SettingsException(e.Text, e); // Of the theme's file.
        }
    }

    private static List<(string Name, string Value, Text Origin)> Shown(CommandContext context)
    {
        var shown = new List<(string, string, Text)>();
        foreach (var value in context.InForce.Values)
        {
            if (!SettingsScreen.IsSwitch(value.Key.Path))
                shown.Add((value.Key.Path, string.Join(',', value.Value), value.Origin.Length == 0 ? (Text)"default" : Text.Verbatim(value.Origin)));
        }

        return shown;
    }

    private static Text Save(CommandContext context, IReadOnlyDictionary<string, string> values)
    {
        var path = SettingsFiles.User(context.Sources);
        SettingsFileEdit.Save(path, values);
        var stronger = context.InForce.Values.FirstOrDefault(v => values.ContainsKey(v.Key.Path) && v.Layer > SettingLayer.Default && v.Origin != path);
        return stronger is null ? $"Saved in {path}" : (Text)$"Saved in {path}, but {stronger.Origin} sets {stronger.Key.Path} as well";
    }

    /// <exception cref="CommandException">There is no terminal.</exception>
    public static ITerminal OpenTerminal(CommandContext context) =>
        TryOpenTerminal(context, out var reason) ?? throw new CommandException(
            ExitStatus.Usage, $"The screens need a terminal, but {reason}. Without one, use peerslot demo, send or receive.");

    /// <returns>Null where there is none.</returns>
    public static ITerminal? TryOpenTerminal(CommandContext context, out Text reason)
    {
        return Terminals.Open(Wishes(context), Variable(context), out reason);
    }

    private static Func<string, string?> Variable(CommandContext context) => name => context.Environment.Variables.GetValueOrDefault(name);

    private static TerminalSettings Wishes(CommandContext context) => new()
    {
        Colors = context.NoColor ? "2" : context.Settings.Colors, Mouse = context.Settings.Mouse, Ascii = context.Settings.Ascii,
    };
}
