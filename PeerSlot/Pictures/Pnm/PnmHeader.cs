using System.Globalization;
using System.Text;

namespace PeerSlot.Pictures.Pnm;

/// <summary>The header of a PNM or PAM file (Netpbm: pbm(5), pgm(5), ppm(5), pam(5)).</summary>
/// <param name="Kind">The digit behind the P: 1 to 3 plain, 4 to 6 raw, 7 PAM.</param>
/// <param name="Depth">Samples a pixel: 1 to 4; the last of 2 and 4 is alpha.</param>
/// <param name="Pixels">Where the pixels begin.</param>
internal readonly record struct PnmHeader(int Kind, int Width, int Height, int Depth, int Maximum, int Pixels)
{
    /// <summary>A number of more digits is no size.</summary>
    private const int MaxDigits = 9;
    private const int MaxPamLine = 256;

    public bool IsPlain => Kind <= 3;

    public bool IsBitmap => Kind is 1 or 4;

    public int SampleLength => Maximum > 255 ? 2 : 1;

    /// <summary>Bytes of a raw row.</summary>
    public long RowLength => IsBitmap ? (Width + 7L) / 8 : (long)Width * Depth * SampleLength;

    /// <exception cref="PictureException">Broken or cut off.</exception>
    public static PnmHeader Read(ReadOnlySpan<byte> file)
    {
        var kind = file[1] - '0';
        var next = 2;
        if (kind == 7)
            return ReadPam(file, next);
        var (width, height) = (ReadNumber(file, ref next), ReadNumber(file, ref next));
        var maximum = kind is 1 or 4 ? 1 : ReadNumber(file, ref next);
        // One blank stands before the pixels, whatever it is; those of plain files are numbers like the others.
        return Checked(new PnmHeader(kind, width, height, kind is 3 or 6 ? 3 : 1, maximum, next + (kind > 3 ? 1 : 0)), file.Length);
    }

    /// <returns>False where the header has not arrived yet, or something is wrong with it.</returns>
    public static bool TryReadPrefix(ReadOnlySpan<byte> prefix, out PnmHeader header)
    {
        header = default;
        try
        {
            header = Read(prefix);
            return true;
        }
        catch (PictureException)
        {
            return false;
        }
    }

    /// <summary>The next number; blanks and comments, which run from # to the end of the line, are passed over.</summary>
    public static int ReadNumber(ReadOnlySpan<byte> file, ref int next)
    {
        while (next < file.Length && !char.IsAsciiDigit((char)file[next]))
        {
            if (file[next] == '#')
                next += LineLength(file[next..]);
            else if (!IsBlank(file[next]))
                throw new PictureException($"The PNM file is broken: there is no number at byte {next}.");
            else
                next++;
        }

        var start = next;
        var value = 0;
        for (; next < file.Length && char.IsAsciiDigit((char)file[next]); next++)
        {
            if (next - start >= MaxDigits)
                throw new PictureException($"The PNM file is broken: the number at byte {start} is too long.");
            value = value * 10 + file[next] - '0';
        }

        return next > start ? value : throw new PictureException("The PNM file is cut off.");
    }

    public static bool IsBlank(byte b) => b is (byte)' ' or >= 9 and <= 13;

    private static PnmHeader ReadPam(ReadOnlySpan<byte> file, int next)
    {
        var header = new PnmHeader(7, 0, 0, 0, 0, 0);
        while (next < file.Length)
        {
            var length = LineLength(file[next..]);
            if (length > MaxPamLine)
                throw new PictureException($"The PAM file is broken: the line at byte {next} is too long.");
            var line = Encoding.Latin1.GetString(file.Slice(next, length)).Trim();
            next += length;
            if (line == "ENDHDR")
                return Checked(header with { Pixels = next }, file.Length);
            var words = line.Split((char[])[' ', '\t'], 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || line.StartsWith('#') || words[0] == "TUPLTYPE")
                continue;
            if (words.Length != 2 || words[1].Length > MaxDigits || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                throw new PictureException($"The PAM file is broken: the line before byte {next} has no number.");
            header = words[0] switch
            {
                "WIDTH" => header with { Width = value },
                "HEIGHT" => header with { Height = value },
                "DEPTH" => header with { Depth = value },
                "MAXVAL" => header with { Maximum = value },
                _ => header,
            };
        }

        throw new PictureException("The PAM file is cut off in its header.");
    }

    private static PnmHeader Checked(PnmHeader header, int fileLength)
    {
        if (header.Maximum is < 1 or > 65535 || header.Depth is < 1 or > 4)
            throw new PictureException($"The PNM file is broken: {header.Depth} samples of up to {header.Maximum} are no colour.");
        if (header.Pixels > fileLength)
            throw new PictureException("The PNM file is cut off in its header.");
        return header;
    }

    /// <summary>With its line feed.</summary>
    private static int LineLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        return end < 0 ? text.Length : end + 1;
    }
}
