using System.CommandLine;
using System.Text;
using PeerSlot.Exchange.Slots;
using PeerSlot.Gallery;

namespace PeerSlot.Commands.Slots;

/// <summary><c>peerslot slot write PATH [TEXT]</c>: mailslot client by hand, one message.</summary>
internal static class SlotWriteCommand
{
    public static Command Create(CommandRunner runner)
    {
        var path = SlotCommand.Path(@"The slot: \\.\mailslot\name, \\HOST\mailslot\name or \\*\mailslot\name; / will do for \.");
        var text = new Argument<string?>("TEXT") { Description = "The message, as UTF-8; standard input when nothing is given.", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string>("--file") { Description = "The message is this file's bytes.", HelpName = "FILE" };
        var hex = new Option<string>("--hex") { Description = "The message in hexadecimal digits.", HelpName = "BYTES" };
        var command = new Command("write", "Writes one message to a mailslot.") { path, text, file, hex };
        command.SetAction(parsed => runner.Run(parsed, context => Run(
            context, parsed.GetValue(path)!, parsed.GetValue(text), parsed.GetValue(file), parsed.GetValue(hex))));
        return command;
    }

    private static int Run(CommandContext context, string path, string? text, string? file, string? hex)
    {
        var message = Message(context, text, file, hex);
        HandSlots.Write(SlotCommand.NetworksOf(context, HandSlots.IsLocal(path)), path, message, out var trouble);
        if (context.Verbose)
        {
            foreach (var sentence in trouble)
                context.Say(sentence);
        }

        return ExitStatus.Done;
    }

    private static byte[] Message(CommandContext context, string? text, string? file, string? hex)
    {
        if (new[] { text, file, hex }.Count(given => given is not null) > 1)
            throw new CommandException(ExitStatus.Usage, "A message is TEXT, --file or --hex: only one of them can be given.");
        if (text is not null)
            return Encoding.UTF8.GetBytes(text);
        if (hex is not null)
            return SlotCommand.ReadHex(hex);
        if (file is not null)
            return BoundedFile.Read(Path.Combine(context.Environment.Directory, file), HandSlots.LargestMessage);
        using var input = context.Environment.OpenInput();
        return BoundedFile.Read(input, "standard input", HandSlots.LargestMessage);
    }
}
