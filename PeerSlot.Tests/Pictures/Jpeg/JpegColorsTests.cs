using PeerSlot.Pictures.Jpeg;
using Xunit;

namespace PeerSlot.Tests.Pictures.Jpeg;

public sealed class JpegColorsTests
{
    /// <summary>Every pair of colour differences, with a brightness that clips neither.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(97)]
    [InlineData(128)]
    [InlineData(255)]
    public void Colours_are_those_of_jfif_however_many_at_once(byte brightness)
    {
        byte[] luma = new byte[256], blue = new byte[256], red = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        luma.AsSpan().Fill(brightness);
        byte[] row = new byte[256 * 4], single = new byte[4];
        for (var cb = 0; cb < 256; cb++)
        {
            blue.AsSpan().Fill((byte)cb);
            JpegColors.Convert(JpegColorSpace.YCbCr, luma, blue, red, [], row);
            for (var cr = 0; cr < 256; cr++)
            {
                JpegColors.Convert(JpegColorSpace.YCbCr, luma.AsSpan(cr, 1), blue.AsSpan(cr, 1), red.AsSpan(cr, 1), [], single);
                Assert.True(row.AsSpan(cr * 4, 4).SequenceEqual(single), $"Y {brightness}, Cb {cb}, Cr {cr}");
            }
        }
    }
}
