using PeerSlot.Pictures;
using PeerSlot.Pictures.Metadata;
using Xunit;

namespace PeerSlot.Tests.Pictures;

/// <summary>Whatever a file holds, decoding ends with a picture or a <see cref="PictureException"/>.</summary>
public sealed class HostileFilesTests
{
    private const int MutationsPerFile = 250;

    /// <summary>Keeps files that grew by a mutated header quick; larger ones are refused as too large.</summary>
    private static readonly PictureLimits Limits = new(MaxPixels: 1 << 18, MaxFrames: 20, MaxFramePixels: 1 << 20);

    public static TheoryData<string> Files() => [.. PictureFixtures.GoodNames];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_beginning_of_a_file_is_read_or_refused(string name)
    {
        var file = PictureFixtures.Good(name);
        for (var length = 0; length < file.Length; length += length < 300 ? 1 : 11)
            TryAll(file.AsSpan(0, length).ToArray(), $"{name} cut to {length} bytes");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_damaged_file_is_read_or_refused(string name)
    {
        var file = PictureFixtures.Good(name);
        for (var seed = 0; seed < MutationsPerFile; seed++)
            TryAll(Mutate(file, new Random(seed)), $"{name} with seed {seed}");
    }

    /// <summary>A PNG whose CRCs are put right again lets the damage through to the chunks' readers.</summary>
    [Theory]
    [InlineData("basn3p02.png")]
    [InlineData("basi2c16.png")]
    [InlineData("tbrn2c08.png")]
    [InlineData("exif2c08.png")]
    public void A_damaged_png_with_right_checksums_is_read_or_refused(string name)
    {
        var file = PictureFixtures.Good(name);
        for (var seed = 0; seed < MutationsPerFile * 4; seed++)
            TryAll(PngFiles.WithRightChecksums(Mutate(file, new Random(seed))), $"{name} with seed {seed}");
    }

    private static void TryAll(byte[] file, string what)
    {
        Try(() => PictureFile.Decode(file, Limits), what);
        Try(() => PictureFile.DecodeFor(new PixelBox(3, 3), file, Limits), what);
        Try(() => PictureFile.DecodePrefix(PixelBox.Whole, file, Limits), what);
        Try(() => PictureFile.DecodeFrames(file, Limits).Count(), what);
        Try(() => PictureFile.Identify(file, Limits), what);
        Try(() => PictureMetadata.Strip(file), what);
    }

    private static void Try(Func<object?> act, string what)
    {
        try
        {
            _ = act();
        }
        catch (PictureException)
        {
            // Refused, as it may be.
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{what} brings out {e.GetType().Name}.", e);
        }
    }

    private static byte[] Mutate(byte[] file, Random random)
    {
        var mutated = file.ToArray();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            // Headers lie in front: half of the damage goes there.
            var at = random.Next(random.Next(2) == 0 ? mutated.Length : Math.Min(mutated.Length, 700));
            mutated[at] = random.Next(4) switch
            {
                0 => (byte)random.Next(256),
                1 => 0xFF,
                2 => 0,
                _ => (byte)(mutated[at] ^ 1 << random.Next(8)),
            };
        }

        if (random.Next(4) == 0)
        {
            var from = random.Next(mutated.Length);
            var to = random.Next(mutated.Length);
            var length = random.Next(Math.Min(64, mutated.Length - Math.Max(from, to)));
            mutated.AsSpan(from, length).CopyTo(mutated.AsSpan(to));
        }

        return random.Next(8) == 0 ? mutated[..random.Next(mutated.Length)] : mutated;
    }
}
