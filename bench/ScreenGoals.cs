using PeerSlot.Drawing;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Png;
using PeerSlot.Screens;
using PeerSlot.Terminal;
using PeerSlot.Terminal.Frames;

namespace PeerSlot.Bench;

/// <summary>What is asked of the screens in process: whole frames, and a tracing layer of 4000x3000 under the drawing.</summary>
internal static class ScreenGoals
{
    private static readonly Size Screen = new(200, 60);

    public static void Print()
    {
        var jpeg = BenchPictures.File("photo4000.jpg");
        var png = PngEncoder.Encode(PictureFile.Decode(jpeg, PictureLimits.Default));
        Goals.Head();
        Frames("noise", (x, y) => unchecked((int)((uint)(x * 73_856_093 ^ y * 19_349_663) * 2_654_435_761u >> 8)));
        Frames("gradient", (x, y) => x * 255 / Screen.Width << 16 | y * 255 / Screen.Height / 2 << 8 | 0x40);
        Tracing("JPEG", jpeg, 300);
        Tracing("PNG", png, 300);
        Scrolling("of a canvas of 60x36, four times as large", 60, 36, 4, jpeg);
        Scrolling("at 1:1 of a canvas of 1024x768", 1024, 768, 1, jpeg);
        Scrolling("at 1:4 of a canvas of 2048x1536", 2048, 1536, -4, jpeg);
    }

    /// <summary>Each cell of the screen changes, its two colours and all.</summary>
    private static void Frames(string name, Func<int, int, int> colorAt)
    {
        var renderer = new FrameRenderer { Depth = ColorDepth.TrueColor };
        var frames = new[] { new CellBuffer(Screen), new CellBuffer(Screen) };
        for (var y = 0; y < Screen.Height; y++)
        {
            for (var x = 0; x < Screen.Width; x++)
            {
                for (var i = 0; i < 2; i++)
                    frames[i][x, y] = new Cell(new System.Text.Rune('▀'), new Style(
                        Color.FromRgb(colorAt(x + i, 2 * y) & 0xFFFFFF), Color.FromRgb(colorAt(x + i, 2 * y + 1) & 0xFFFFFF)));
            }
        }

        var count = 0;
        var bytes = 0;
        Goals.Measure($"200x60 truecolor, all cells anew, {name}: diff and escapes", 2, () => bytes = renderer.Render(frames[++count % 2], Screen, null).Length, 50);
        Console.Error.WriteLine($"{name}: {bytes} bytes");
    }

    /// <summary>From the file's bytes to the first frame that shows it, as F3 Ctrl-T does.</summary>
    private static void Tracing(string name, byte[] file, double goal) =>
        Goals.Measure($"4000x3000 {name} opens as a tracing layer, with its first frame", goal, () =>
        {
            var info = PictureFile.Identify(file, PictureLimits.Default);
            return Frame(Traced(Model(160, 120), new SourceFile("photo", file, info.Width, info.Height)), new FrameRenderer());
        });

    private static void Scrolling(string what, int width, int height, int zoom, byte[] file)
    {
        var model = Model(width, height);
        model = Traced(model with { Table = model.Table with { Zoom = zoom } }, new SourceFile("photo", file, 4000, 3000));
        var renderer = new FrameRenderer();
        var down = true;
        Goals.Measure($"a frame of scrolling {what}, over a tracing layer of 4000x3000", 5, () =>
        {
            var before = model.Table.ScrollY;
            var wheel = new MouseInput(down ? MouseAction.WheelDown : MouseAction.WheelUp, MouseButton.None, 40, 20, null);
            model = Apply(model, new Message.Input(wheel));
            down = model.Table.ScrollY != before ? down : !down;
            return Frame(model, renderer);
        }, 20);
    }

    private static Model Model(int width, int height)
    {
        var model = new Model
        {
            Size = Screen, Now = DateTimeOffset.UnixEpoch, Zone = TimeZoneInfo.Utc, Open = OpenState.At("/"), Version = "", Room = new RoomState("bench", "lab", "lan:ok"),
        };
        model.Table.Document.Edit(c => c.Change(c.Sheet with { Width = width, Height = height }));
        return model;
    }

    /// <summary>The picture lies under the whole canvas, decoded and scaled.</summary>
    private static Model Traced(Model model, SourceFile file)
    {
        var layers = new LayerRenderer();
        model = Apply(model, new Message.PlacementLoaded(file, true));
        while (model.Table.Scaling is { } request)
            model = Apply(model, new Message.LayerReady(request, layers.Render(request, PictureLimits.Default), ""));
        return model;
    }

    private static Model Apply(Model model, Message message) => ScreenUpdate.Apply(model, message).Model;

    private static int Frame(Model model, FrameRenderer renderer)
    {
        var buffer = new CellBuffer(Screen);
        View.Draw(model, buffer);
        return renderer.Render(buffer, Screen, null).Length;
    }
}
