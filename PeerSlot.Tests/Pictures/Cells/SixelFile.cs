using System.Globalization;
using PeerSlot.Pictures;

namespace PeerSlot.Tests.Pictures.Cells;

/// <summary>Sixels read back, as little as the writer uses.</summary>
internal static class SixelFile
{
    public static Bitmap Read(string text)
    {
        var position = text.IndexOf('q', StringComparison.Ordinal) + 1;
        var raster = Numbers(text, ref position, '"');
        var picture = new Bitmap(raster[2], raster[3]);
        var palette = new Dictionary<int, (int Red, int Green, int Blue)>();
        int color = 0, x = 0, top = 0;
        while (text[position] != '\u001b')
        {
            switch (text[position])
            {
                case '#':
                    var numbers = Numbers(text, ref position, '#');
                    color = numbers[0];
                    if (numbers.Length == 5)
                        palette[color] = (numbers[2], numbers[3], numbers[4]);
                    break;
                case '$':
                    (x, position) = (0, position + 1);
                    break;
                case '-':
                    (x, top, position) = (0, top + 6, position + 1);
                    break;
                default:
                    var count = text[position] == '!' ? Numbers(text, ref position, '!')[0] : 1;
                    for (var end = x + count; x < end; x++)
                        Paint(picture, x, top, text[position] - '?', palette[color]);
                    position++;
                    break;
            }
        }

        return picture;
    }

    private static void Paint(Bitmap picture, int x, int top, int bits, (int Red, int Green, int Blue) percent)
    {
        for (var row = 0; row < 6; row++)
        {
            if ((bits >> row & 1) == 0)
                continue;
            var pixel = picture.Row(top + row)[(x * 4)..];
            if (pixel[3] != 0)
                throw new InvalidDataException($"Pixel {x}, {top + row} is painted twice.");
            (pixel[0], pixel[1], pixel[2], pixel[3]) = (Code(percent.Red), Code(percent.Green), Code(percent.Blue), 255);
        }

        static byte Code(int percent) => (byte)((percent * 255 + 50) / 100);
    }

    private static int[] Numbers(string text, ref int position, char introducer)
    {
        if (text[position++] != introducer)
            throw new InvalidDataException($"'{introducer}' was expected at {position - 1}.");
        var start = position;
        while (char.IsAsciiDigit(text[position]) || text[position] == ';')
            position++;
        return [.. text[start..position].Split(';').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
    }
}
