using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Screens;
using PeerSlot.Terminal;

namespace PeerSlot.Commands;

/// <summary><c>peerslot [FILE]</c>: the screens.</summary>
internal static class ScreensCommand
{
    public static int Run(CommandContext context, string? file)
    {
        using var terminal = OpenTerminal(context);
        var gallery = context.OpenGallery();
        // Sockets and the gallery's list wait for the kernel and the disk: together they hold the first frame up half as long.
        var entering = Task.Run(() => context.OpenRoom(receives: true, gallery));
        var pictures = gallery.Load();
        using var room = entering.GetAwaiter().GetResult();
        return Run(context, terminal, room, gallery, pictures, file);
    }

    /// <summary>The screens over any room: the demo's as well.</summary>
    public static int Run(
        CommandContext context, ITerminal terminal, IRoom room, PictureGallery gallery, IReadOnlyList<GalleryEntry> pictures, string? file)
    {
        var options = new ScreenOptions
        {
            Gallery = pictures,
            LoadContent = gallery.ReadContent,
            Delete = gallery.Delete,
            RecordSent = gallery.RecordSent,
            KeepMetadata = context.Settings.Send.KeepMetadata,
            StartFile = file,
            StartDirectory = context.Environment.Directory,
            Limits = new PictureLimits(context.Settings.MaxPixels),
            MaximumFileBytes = context.Settings.MaxBytes,
            Version = $"PeerSlot {ProgramVersion.Text}",
        };
        var host = new ScreenHost(terminal, room, options, context.Clock, work => Task.Factory.StartNew(work, TaskCreationOptions.LongRunning));
        return host.Run() == ScreenHost.Quit ? ExitStatus.Done : ExitStatus.NotDone;
    }

    /// <exception cref="CommandException">There is no terminal.</exception>
    public static ITerminal OpenTerminal(CommandContext context) =>
        TryOpenTerminal(context, out var reason) ?? throw new CommandException(
            ExitStatus.Usage, $"The screens need a terminal, but {reason}. Without one, use peerslot demo, send or receive.");

    /// <returns>Null where there is none.</returns>
    public static ITerminal? TryOpenTerminal(CommandContext context, out string reason)
    {
        var settings = new TerminalSettings { Colors = context.NoColor ? "2" : context.Settings.Colors, Mouse = context.Settings.Mouse };
        return Terminals.Open(settings, name => context.Environment.Variables.GetValueOrDefault(name), out reason);
    }
}
