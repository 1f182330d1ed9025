using System.CommandLine;
using System.Globalization;
using PeerSlot.Exchange;

namespace PeerSlot.Commands.Demo;

/// <summary><c>peerslot demo</c>: a first look without a second machine.</summary>
internal static class DemoCommand
{
    /// <summary>Of the simulated network and its peers: every demo tells the same story.</summary>
    private const int Seed = 2013;

    /// <summary>How long the story in lines may take before it ends without its last line.</summary>
    private static readonly TimeSpan StoryLimit = TimeSpan.FromSeconds(10);

    public static Command Create(CommandRunner runner)
    {
        var command = new Command("demo", "Shows a room of simulated peers in this process, without a second machine.");
        var wishes = new ScreenWishes();
        wishes.AddTo(command);
        command.SetAction(parsed => runner.Run(parsed, context =>
        {
            wishes.Apply(context, parsed);
            return Run(context);
        }));
        return command;
    }

    private static int Run(CommandContext context)
    {
        if (context.Plain || context.Json || !context.Environment.Output.OutputIsTerminal)
            return Tell(context);
        using var terminal = ScreensCommand.TryOpenTerminal(context, out _);
        if (terminal is null)
            return Tell(context);
        using var demo = new DemoRoom(context, Seed);
        return ScreensCommand.Run(context, terminal, () => demo.You, new Lazy<Gallery.PictureGallery>(demo.Gallery), file: null, drawings: null);
    }

    /// <summary>The same in lines: who comes, what arrives, a picture, and an answer.</summary>
    private static int Tell(CommandContext context)
    {
        using var demo = new DemoRoom(context, Seed);
        var story = new DemoStory(context, demo.You.Id);
        story.Line("A room of simulated peers in this process; nothing leaves this machine.");
        var deadline = context.After(StoryLimit);
        var sent = false;
        while (!story.IsTold && context.TryReadNews(demo.You, deadline, out var news))
        {
            story.Take(news);
            if (story.Pictures == 2 && !sent)
            {
                sent = true;
                story.Line("you send face.png to everybody");
                demo.You.Send(Pictures.Png.PngEncoder.Encode(DemoPictures.All[1].Paint()), "face.png", to: null);
            }
        }

        story.Line("That was the demo. On a terminal \"peerslot demo\" opens the screens; \"peerslot\" alone joins the real room.");
        return ExitStatus.Done;
    }
}
