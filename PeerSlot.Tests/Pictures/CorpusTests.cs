using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PeerSlot.Pictures;
using Xunit;

namespace PeerSlot.Tests.Pictures;

/// <summary>
/// Public test sets of other decoders, with verdicts and hashes in a manifest.csv: set PEERSLOT_CORPUS to its folder. The hashes are of pixels
/// without gamma, profile or turn.
/// </summary>
public sealed class CorpusTests
{
    /// <summary>Arithmetic coding: libjpeg-turbo reads it, PeerSlot names it and refuses.</summary>
    private static readonly string[] KnownRefusals = ["libjpeg-turbo/testimages__testimgari.jpg"];

    /// <summary>The manifest's decoders are older than QOI.</summary>
    private static readonly string[] KnownBetter = ["wuffs/data__bricks-color.qoi"];

    /// <summary>Progressive files that end before the last scan: libjpeg smooths over the borders of their blocks, PeerSlot does not.</summary>
    private static readonly Regex Unfinished = new(@"progressive\.scan00[0-8]\.jpeg$");

    /// <summary>Codes, averaged over sixteenths of the picture.</summary>
    private const int UnfinishedTolerance = 13;

    [SkippableFact]
    public void Every_png_of_the_corpus_is_read_or_refused_as_others_do() => Check("png", "apng");

    [SkippableFact]
    public void Every_jpeg_of_the_corpus_is_read_or_refused_as_others_do() => Check("jpg", "jpeg");

    [SkippableFact]
    public void Every_bmp_of_the_corpus_is_read_or_refused_as_others_do() => Check("bmp");

    [SkippableFact]
    public void Every_gif_of_the_corpus_is_read_or_refused_as_others_do() => Check("gif");

    [SkippableFact]
    public void Every_pnm_tga_and_qoi_of_the_corpus_is_read_or_refused_as_others_do() => Check("ppm", "pgm", "tga", "qoi");

    [SkippableFact]
    public void Every_webp_of_the_corpus_is_read_or_refused_as_others_do() => Check("webp");

    [SkippableFact]
    public void No_other_file_of_the_corpus_does_more_than_be_refused()
    {
        foreach (var entry in Entries().Where(e => e["ext"] is not ("png" or "apng" or "jpg" or "jpeg" or "bmp" or "gif" or "ppm" or "pgm" or "tga" or "qoi" or "webp")))
            _ = Verdict(entry, out _);
    }

    private static void Check(params string[] extensions)
    {
        var faults = Entries().Where(e => extensions.Contains(e["ext"])).Select(FaultOf).OfType<string>().ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static string? FaultOf(Dictionary<string, string> entry)
    {
        var refusal = Verdict(entry, out var picture);
        if (entry["expect"] == "ok" && picture is null)
            return KnownRefusals.Contains(entry["file"]) ? null : $"{entry["file"]}: is to be read, but: {refusal}";
        if (entry["expect"] == "reject" && picture is not null)
            return KnownBetter.Contains(entry["file"]) ? null : $"{entry["file"]}: is to be refused, but was read";
        if (picture is null || entry["expect"] != "ok" || entry["hash_agree"] != "same" || entry["exif_orientation"] != "1")
            return null;
        if (Unfinished.IsMatch(entry["file"]))
        {
            var difference = GridDifference(picture, entry["grid4x4_rgba"]);
            return difference <= UnfinishedTolerance ? null : $"{entry["file"]}: differs by {(int)difference} codes from libjpeg";
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(picture.Rgba));
        return hash == entry["sha256_rgba8_pillow"] ? null : $"{entry["file"]} ({entry["pil_mode"]}): has other pixels";
    }

    /// <summary>Any other exception fails the test with the file's name.</summary>
    private static string? Verdict(Dictionary<string, string> entry, out Bitmap? picture)
    {
        picture = null;
        try
        {
            picture = PictureFile.Decode(File.ReadAllBytes(Path.Combine(Folder, entry["file"])), PictureLimits.Default);
            return null;
        }
        catch (PictureException e)
        {
            return e.Message;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{entry["file"]} brings out {e.GetType().Name}", e);
        }
    }

    /// <summary>The means of 4 x 4 boxes of whole pixels: each belongs to the box that its centre lies in.</summary>
    private static double GridDifference(Bitmap picture, string grid)
    {
        var expected = Convert.FromHexString(grid);
        var worst = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            int column = i / 4 % 4, row = i / 16;
            int left = Border(column, picture.Width), right = Border(column + 1, picture.Width);
            int top = Border(row, picture.Height), bottom = Border(row + 1, picture.Height);
            long sum = 0;
            for (var y = top; y < bottom; y++)
            {
                for (var x = left; x < right; x++)
                    sum += picture.Rgba[(y * picture.Width + x) * 4 + i % 4];
            }

            worst = Math.Max(worst, Math.Abs(sum / (double)((right - left) * (bottom - top)) - expected[i]));
        }

        return worst;

        static int Border(int box, int side) => (box * side * 2 + 4) / 8;
    }

    private static string Folder => Environment.GetEnvironmentVariable("PEERSLOT_CORPUS") ?? "";

    private static IEnumerable<Dictionary<string, string>> Entries()
    {
        Skip.If(Folder.Length == 0, "Set PEERSLOT_CORPUS to a folder of test pictures with a manifest.csv.");
        var lines = File.ReadAllLines(Path.Combine(Folder, "manifest.csv"));
        var names = Split(lines[0]);
        return lines.Skip(1).Select(line => names.Zip(Split(line)).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    private static List<string> Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                Flush();
            else
                field.Append(c);
        }

        Flush();
        return fields;

        void Flush()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
