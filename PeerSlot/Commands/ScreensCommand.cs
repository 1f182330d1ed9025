using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Terminal;

namespace PeerSlot.Commands;

/// <summary><c>peerslot [FILE]</c>: the screens.</summary>
internal static class ScreensCommand
{
    public static int Run(CommandContext context, string? file)
    {
        using var terminal = OpenTerminal(context);
        var gallery = context.OpenGallery();
        using var room = context.OpenRoom(receives: true, gallery);
        return Run(context, terminal, room, gallery, file);
    }

    /// <summary>The screens over any room: the demo's as well.</summary>
    public static int Run(CommandContext context, ITerminal terminal, IRoom room, PictureGallery gallery, string? file) => throw new NotSupportedException();

    public static bool CanOpen(CommandContext context) => false;

    /// <exception cref="CommandException">There is no terminal.</exception>
    public static ITerminal OpenTerminal(CommandContext context) => throw new NotSupportedException();
}
