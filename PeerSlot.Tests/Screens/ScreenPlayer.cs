using PeerSlot.Drawing;
using PeerSlot.Exchange;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using PeerSlot.Screens;
using PeerSlot.Terminal;
using Xunit;

namespace PeerSlot.Tests.Screens;

/// <summary>The screens without a terminal: keys by their names in, the frame as text out, effects to look at.</summary>
internal sealed class ScreenPlayer
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 14, 2, 5, TimeSpan.Zero);

    public ScreenPlayer(int width = 80, int height = 24, Language? language = null, IReadOnlyList<(string, string, Text)>? settings = null) => Model = new Model
    {
        Language = language ?? Language.English, Size = new Size(width, height), Now = Start, Zone = TimeZoneInfo.Utc, Open = OpenState.At("/home/anna/pictures"), Version = "PeerSlot 0.1.0", Settings = new(settings ?? []),
        Room = new RoomState("lab-07", "lab3", "lan:ok") { Slots = [Slot] },
    };

    public static SlotState Slot { get; } =
        new("lan", @"\\.\mailslot\peerslot\hello", 300, -1, 0, System.Threading.Timeout.InfiniteTimeSpan, 12);

    public Model Model { get; private set; }

    public List<Effect> Effects { get; } = [];

    /// <summary>Presses keys named as in the command table, one after the other.</summary>
    public ScreenPlayer Play(string keys)
    {
        foreach (var key in keys.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            Send(new Message.Input(KeyChord.Parse(key).ToInput()));
        return this;
    }

    public ScreenPlayer Type(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            Send(new Message.Input(new KeyInput(Key.Character, rune)));
        return this;
    }

    public ScreenPlayer Mouse(MouseAction action, int column, int row, MouseButton button = MouseButton.Left, double? subRow = null) =>
        Send(new Message.Input(new MouseInput(action, button, column, row, subRow)));

    public ScreenPlayer Click(int column, int row) => Mouse(MouseAction.Press, column, row).Mouse(MouseAction.Release, column, row);

    /// <summary>Clicks where a text stands on the screen.</summary>
    public ScreenPlayer Click(string text)
    {
        var rows = Text.Split('\n');
        var row = Array.FindIndex(rows, r => r.Contains(text, StringComparison.Ordinal));
        Assert.True(row >= 0, $"'{text}' is not on the screen:\n{Text}");
        return Click(rows[row].IndexOf(text, StringComparison.Ordinal), row);
    }

    public ScreenPlayer After(TimeSpan time) => Send(new Message.Tick(Model.Now + time, null));

    public ScreenPlayer News(RoomNews news) => Send(new Message.News(news));

    public ScreenPlayer Resize(int width, int height) => Send(new Message.Input(new ResizeInput(new Size(width, height))));

    public ScreenPlayer Paste(string text) => Send(new Message.Input(new PasteInput(text)));

    public ScreenPlayer Send(Message message)
    {
        var step = ScreenUpdate.Apply(Model, message);
        Model = step.Model;
        Effects.AddRange(step.Effects);
        return this;
    }

    public ScreenPlayer WithPeers(params string[] names) => News(new PeersNews(Model.Now, [.. names.Select(n => Peer(n))]));

    /// <summary>A picture comes and is filed.</summary>
    public ScreenPlayer WithPicture(string from, int minutesAgo = 0, int width = 80, int height = 48) =>
        News(new FiledNews(Model.Now, Entry(from, minutesAgo, width, height), false));

    /// <summary>A recipient of our sending says how far it is.</summary>
    public ScreenPlayer WithDelivery(uint sendId, string peer, Delivery delivery) =>
        News(new DeliveryNews(Model.Now, sendId, Peer(peer), delivery, ""));

    /// <summary>Opens a picture file of one colour, as the host does after F3 Enter.</summary>
    public ScreenPlayer WithFile(string name, int width, int height, int color = 0x204080) =>
        Send(new Message.PictureLoaded(DrawDocument.FromFile(new SourceFile(name, [1, 2, 3], width, height), Filled(width, height, color))));

    /// <summary>A picture file is being placed on the drawing, scaled as the worker does it.</summary>
    public ScreenPlayer WithPlacement(int width, int height, int color = 0x204080, bool asTrace = false)
    {
        var content = PeerSlot.Pictures.Png.PngEncoder.Encode(Filled(width, height, color));
        return Send(new Message.PlacementLoaded(new SourceFile("photo.png", content, width, height), asTrace)).WithLayers();
    }

    /// <summary>Does the scaling that the screens wait for, until they wait no more.</summary>
    public ScreenPlayer WithLayers()
    {
        while (Model.Table.Scaling is { } request)
            Send(new Message.LayerReady(request, new LayerRenderer().Render(request, PictureLimits.Default), ""));
        return this;
    }

    /// <summary>A sending has begun.</summary>
    public static Message.SendStarted Started(uint id, string fileName, int recipients) => new(
        id, new Effect.SendPicture(
            PictureToSend.Of(DrawDocument.FromFile(new SourceFile(fileName, [1], 9, 9), new Bitmap(9, 9))), null, recipients, ""));

    public static RoomPeer Peer(string name, int heardSecondsAgo = 1) => new(
        Id(name), name, "lan", "peerslot", false, Start.AddMinutes(-5), Start.AddSeconds(-heardSecondsAgo), "192.168.7.12:47114");

    /// <summary>An identity that is the same in every run.</summary>
    public static Guid Id(string name)
    {
        var bytes = new byte[16];
        System.Text.Encoding.UTF8.GetBytes(name, bytes);
        return new Guid(bytes, bigEndian: true);
    }

    public static GalleryEntry Entry(string from, int minutesAgo = 0, int width = 80, int height = 48, int repaired = 0) => new(
        $"/gallery/{from}-{minutesAgo}.png", $"{from} {minutesAgo}", Start.AddMinutes(-minutesAgo), GalleryDirection.Received, Id(from), from,
        "sketch.png",
        "lan", 14_103, width, height, "9c01fe22aabbccdd", repaired);

    public static Bitmap Filled(int width, int height, int color)
    {
        var bitmap = new Bitmap(width, height);
        for (var i = 0; i < bitmap.Rgba.Length; i += 4)
            (bitmap.Rgba[i], bitmap.Rgba[i + 1], bitmap.Rgba[i + 2], bitmap.Rgba[i + 3]) =
                ((byte)(color >> 16), (byte)(color >> 8), (byte)color, 255);
        return bitmap;
    }

    public CellBuffer Frame
    {
        get
        {
            var buffer = new CellBuffer(Model.Size);
            View.Draw(Model, buffer);
            return buffer;
        }
    }

    /// <summary>The frame as text, a row a line.</summary>
    public string Text
    {
        get
        {
            var frame = Frame;
            return string.Join('\n', Enumerable.Range(0, frame.Height).Select(frame.RowText));
        }
    }

    /// <summary>Asserts the frame; blanks at the ends of lines do not count.</summary>
    public ScreenPlayer Shows(string expected)
    {
        static string Trimmed(string text) => string.Join('\n', text.Split('\n').Select(l => l.TrimEnd()));
        Assert.True(Trimmed(expected) == Trimmed(Text), $"Expected:\n{Trimmed(expected)}\n\nShown:\n{Trimmed(Text)}");
        return this;
    }
}
