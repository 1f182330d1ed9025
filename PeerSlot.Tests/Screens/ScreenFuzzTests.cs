using System.Text;
using PeerSlot.Drawing;
using PeerSlot.Exchange;
using PeerSlot.Screens;
using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class ScreenFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Ten_thousand_random_events_at_random_sizes_break_nothing_and_can_all_be_undone(int seed)
    {
        var random = new Random(seed);
        var player = new ScreenPlayer(random.Next(1, 200), random.Next(1, 60));
        for (var i = 0; i < 10_000; i++)
        {
            var message = Any(random, player);
            try
            {
                player.Send(message);
                if (i % 16 == 0)
                    _ = player.Frame;
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, event {i}: {message}\n{e}");
            }
        }

        AssertCanBeUndone(player, seed);
    }

    /// <summary>Back to the empty canvas, whatever was drawn, opened, placed, resized; and forth again to the same picture.</summary>
    private static void AssertCanBeUndone(ScreenPlayer player, int seed)
    {
        player.Resize(80, 24).Play("F10 n F2");
        var table = player.Model.Table.Lift();
        var (drawn, steps) = (table.Canvas.ToBitmap().Rgba, table.UndoCount);
        Assert.True(steps > 50, $"seed {seed}: {steps} steps are hardly a test");
        while (table.TryUndo(out var before))
            table = before;
        Assert.True(table.Canvas is { IsBlank: true, IsEditing: false } && table.Canvas.Sheet == Sheet.Fresh, $"seed {seed}: {table.Canvas.Sheet}");
        // What had been undone before can be redone as well, and is not asked for here.
        while (table.UndoCount < steps && table.TryRedo(out var after))
            table = after;
        Assert.True(steps == table.UndoCount && drawn.AsSpan().SequenceEqual(table.Canvas.ToBitmap().Rgba), $"seed {seed}");
    }

    private static Message Any(Random random, ScreenPlayer player) => random.Next(20) switch
    {
        < 9 => new Message.Input(AnyKey(random, player.Model.Mode)),
        < 13 => new Message.Input(new MouseInput(
            (MouseAction)random.Next(6), (MouseButton)random.Next(4), random.Next(-2, player.Model.Size.Width + 3),
            random.Next(-2, player.Model.Size.Height + 3),
            random.Next(2) == 0 ? null : random.NextDouble())),
        13 => new Message.Input(new ResizeInput(new Size(random.Next(1, 200), random.Next(1, 60)))),
        14 => new Message.Tick(player.Model.Now.AddMilliseconds(random.Next(2_000)), null),
        15 => new Message.Input(new PasteInput(random.Next(2) == 0 ? "/tmp/a b.png" : "some text\n\e[31m")),
        16 => AnyAnswer(random, player),
        _ => new Message.News(AnyNews(random)),
    };

    /// <summary>Mostly a key that means something where the player is, and seldom one that leads elsewhere.</summary>
    private static KeyInput AnyKey(Random random, Mode mode)
    {
        var isHere = random.Next(5) > 0;
        var commands = CommandTable.AllScreens.Where(s => !isHere || s.Mode == mode).SelectMany(s => s.Table)
            .Concat(isHere ? [] : GlobalTable.Table).Where(c => c.Chords.Count > 0).ToList();
        var chords = commands[random.Next(commands.Count)].Chords;
        return random.Next(5) switch
        {
            0 => new KeyInput((Key)random.Next(1, 27), default, (KeyModifiers)random.Next(8)),
            1 => new KeyInput(
                Key.Character, new Rune(random.Next(4) == 0 ? random.Next(0x400, 0x460) : random.Next(32, 127)), (KeyModifiers)random.Next(8)),
            _ => chords[random.Next(chords.Count)].ToInput(),
        };
    }

    private static Message AnyAnswer(Random random, ScreenPlayer player) => player.Effects.LastOrDefault(e => e is not Effect.Quit) switch
    {
        Effect.ListDirectory list =>
            new Message.DirectoryListed(list.Path, [new("..", true, 0), new("a", true, 0), new("b.png", false, random.Next())]),
        Effect.LoadPicture or Effect.LoadEntry => new Message.PictureLoaded(PeerSlot.Drawing.DrawDocument.FromFile(
            new PeerSlot.Drawing.SourceFile("a.png", [1], 9, 9), ScreenPlayer.Filled(random.Next(1, 300), random.Next(1, 300), 0x884422))),
        Effect.LoadPlacement load => new Message.PlacementLoaded(
            new PeerSlot.Drawing.SourceFile("b.png", [1], random.Next(1, 400), random.Next(1, 400)), load.AsTrace),
        Effect.ScaleLayer scale => random.Next(5) == 0
            ? new Message.LayerReady(scale.Request, null, "It is broken.")
            : new Message.LayerReady(scale.Request, AnyLayer(random, scale.Request), ""),
        Effect.SaveDrawing save => random.Next(2) == 0 ? new Message.SaveExists(save) : new Message.DrawingSaved(save),
        Effect.ListKept list => new Message.KeptListed([new("/d/a.journal", ScreenPlayer.Start, "a.png", 60, 36, 3)], list.Announce),
        Effect.OpenKept => new Message.KeptOpened(Kept(random)),
        Effect.LoadPreview load => new Message.PreviewReady(load.Request, new PreviewResult(new(random.Next(1, 300), random.Next(1, 90)), 40, 40)),
        Effect.MeasurePicture measure => new Message.Measured(measure.Picture, random.Next()),
        Effect.SendPicture send => new Message.SendStarted((uint)random.Next(3), send),
        Effect.RecordSent sent =>
            new Message.Recorded(ScreenPlayer.Entry("lab-07") with { Key = sent.Key, Direction = PeerSlot.Gallery.GalleryDirection.Sent }),
        Effect.DeletePicture delete => new Message.Deleted(delete.Entry.Key),
        _ => new Message.Trouble("Something happened."),
    };

    private static LayerPixels AnyLayer(Random random, LayerRequest request)
    {
        var colors = new int[request.Width * request.Height];
        Array.Fill(colors, random.Next(0x1000000));
        return new LayerPixels(request.Width, request.Height, colors);
    }

    private static DrawDocument Kept(Random random)
    {
        var document = DrawDocument.Fresh();
        document.Edit(c => c.SetPixel(random.Next(60), random.Next(36), 0x123456));
        return document;
    }

    private static RoomNews AnyNews(Random random)
    {
        var (name, id, at) = ($"lab-{random.Next(30):00}", (uint)random.Next(3), ScreenPlayer.Start.AddMinutes(-random.Next(3_000)));
        return random.Next(8) switch
        {
            0 => new PeersNews(
                at, [.. Enumerable.Range(0, random.Next(25)).Select(i => ScreenPlayer.Peer($"lab-{i:00}") with { IsSelf = random.Next(9) == 0 })]),
            1 => new ArrivingNews(
                at, $"{name} {id}", ScreenPlayer.Id(name), name, "a.png", random.Next(2) * 99, 40, random.Next(9), 9 * random.Next(2), "lan"),
            2 => new FiledNews(at, ScreenPlayer.Entry(name, random.Next(99)), false),
            3 => new LostNews(at, $"{name} {id}", ScreenPlayer.Id(name), name, "a.png", "It did not become whole."),
            4 => new SendingNews(at, id, $"{name} {id}", random.Next(9), 9),
            5 => new DeliveryNews(at, id, ScreenPlayer.Peer(name), (Delivery)random.Next(5), "The disk is full."),
            6 => new SendEndedNews(at, id),
            _ => new TroubleNews(at, "The network is gone."),
        };
    }
}
