using PeerSlot.Pictures;

namespace PeerSlot.Commands.Demo;

/// <summary>What the simulated peers of the demo paint: small pictures made by formulas, so that the executable carries no files for them.</summary>
internal static class DemoPictures
{
    private const int Width = 96;
    private const int Height = 60;

    private delegate (double R, double G, double B) Painter(double x, double y);

    /// <summary>File name and picture, in the order in which they are sent.</summary>
    public static IReadOnlyList<(string FileName, Func<Bitmap> Paint)> All { get; } =
    [
        ("sunset.png", () => Paint(Sunset)),
        ("face.png", () => Paint(Face)),
        ("waves.png", () => Paint(Waves)),
        ("planet.png", () => Paint(Planet)),
        ("chess.png", () => Paint(Chess)),
    ];

    /// <summary>A simulated peer's answer: the picture seen in a mirror.</summary>
    public static Bitmap Mirror(Bitmap picture)
    {
        var mirrored = new Bitmap(picture.Width, picture.Height);
        for (var y = 0; y < picture.Height; y++)
        {
            var from = picture.Row(y);
            var to = mirrored.Row(y);
            for (var x = 0; x < picture.Width; x++)
                from.Slice(x * 4, 4).CopyTo(to[((picture.Width - 1 - x) * 4)..]);
        }

        return mirrored;
    }

    /// <summary>x runs from -1.6 to 1.6, y from -1 (top) to 1; colours from 0 to 1. Four samples a pixel make edges smooth.</summary>
    private static Bitmap Paint(Painter painter)
    {
        var picture = new Bitmap(Width, Height);
        for (var y = 0; y < Height; y++)
        {
            var row = picture.Row(y);
            for (var x = 0; x < Width; x++)
            {
                double r = 0, g = 0, b = 0;
                for (var sample = 0; sample < 4; sample++)
                {
                    var px = (x + 0.25 + (sample & 1) * 0.5) / Width * 3.2 - 1.6;
                    var py = (y + 0.25 + (sample >> 1) * 0.5) / Height * 2 - 1;
                    var colour = painter(px, py);
                    (r, g, b) = (r + colour.R, g + colour.G, b + colour.B);
                }

                row[x * 4] = Byte(r / 4);
                row[x * 4 + 1] = Byte(g / 4);
                row[x * 4 + 2] = Byte(b / 4);
                row[x * 4 + 3] = 255;
            }
        }

        return picture;
    }

    private static byte Byte(double value) => (byte)Math.Clamp(value * 255 + 0.5, 0, 255);

    private static bool Disc(double x, double y, double cx, double cy, double radius) =>
        (x - cx) * (x - cx) + (y - cy) * (y - cy) < radius * radius;

    private static (double R, double G, double B) Sunset(double x, double y)
    {
        if (y > 0.35)
        {
            var glitter = Math.Abs(x) < 0.25 + 0.3 * (y - 0.35) && Math.Sin(y * 60) > 0 ? 0.5 : 0;
            return (0.1 + glitter, 0.15 + glitter * 0.7, 0.35 + glitter * 0.2);
        }

        var t = (y + 1) / 1.35;
        return Disc(x, y, 0, 0.2, 0.4) ? (1, 0.85, 0.4) : (0.25 + 0.75 * t, 0.15 + 0.4 * t * t, 0.45 - 0.25 * t);
    }

    private static (double R, double G, double B) Face(double x, double y)
    {
        if (!Disc(x, y, 0, 0, 0.9))
            return (0.12, 0.2, 0.3);
        if (Disc(x, y, -0.32, -0.25, 0.13) || Disc(x, y, 0.32, -0.25, 0.13))
            return (0.1, 0.1, 0.1);
        var smile = Disc(x, y, 0, 0.05, 0.6) && !Disc(x, y, 0, -0.12, 0.6) && y > 0.1;
        return smile ? (0.55, 0.1, 0.1) : (1, 0.82 - 0.1 * y, 0.2);
    }

    private static (double R, double G, double B) Waves(double x, double y)
    {
        var v = Math.Sin(x * 4 + Math.Sin(y * 5) * 1.5) * 0.5 + 0.5;
        var w = Math.Sin(y * 6 - Math.Cos(x * 3) * 2) * 0.5 + 0.5;
        return (0.15 + 0.3 * w, 0.3 + 0.6 * v * w, 0.5 + 0.45 * v);
    }

    private static (double R, double G, double B) Planet(double x, double y)
    {
        var ring = Math.Sqrt(x * x + (y + 0.25 * x) * (y + 0.25 * x) * 16);
        var inFront = y + 0.25 * x > 0;
        if (ring is > 0.95 and < 1.35 && (inFront || !Disc(x, y, 0, 0, 0.6)))
            return ring is > 1.12 and < 1.17 ? (0.2, 0.16, 0.14) : (0.85, 0.72, 0.55);
        if (Disc(x, y, 0, 0, 0.6))
        {
            var light = 0.35 + 0.65 * Math.Clamp(0.5 - 0.6 * x - 0.4 * y, 0, 1);
            return ((0.75 + 0.12 * Math.Sin(y * 18)) * light, 0.5 * light, (0.3 + 0.1 * Math.Sin(y * 11)) * light);
        }

        var star = Math.Sin(Math.Floor(x * 30) * 127.1 + Math.Floor(y * 30) * 311.7) * 43758.5453;
        return star - Math.Floor(star) > 0.97 ? (0.9, 0.9, 1) : (0.02, 0.02, 0.07);
    }

    private static (double R, double G, double B) Chess(double x, double y)
    {
        if (y < -0.3)
            return (0.4 + 0.2 * y, 0.6 + 0.2 * y, 0.85);
        var depth = 0.5 / (y + 0.42);
        var light = ((int)Math.Floor(x * depth * 3) + (int)Math.Floor(depth * 4)) % 2 == 0;
        return light ? (0.95, 0.9, 0.8) : (0.3, 0.2, 0.15);
    }
}
