using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PeerSlot.Gallery;
using PeerSlot.Pictures;
using Xunit;

namespace PeerSlot.Tests.Gallery;

public sealed class SafeFileNameTests
{
    [Theory]
    [InlineData("cat.png", "cat.png")]
    [InlineData("cat.PNG", "cat.PNG")]
    [InlineData("Kätzchen 猫 🐈.png", "Kätzchen 猫 🐈.png")]
    [InlineData("../../etc/passwd", "passwd.png")]
    [InlineData("..\\..\\windows\\cat.png", "cat.png")]
    [InlineData("C:\\cat.png", "cat.png")]
    [InlineData("cat.png/", "cat.png")]
    [InlineData("cat.png:stream", "cat.png_stream.png")]
    [InlineData("..", "picture.png")]
    [InlineData("", "picture.png")]
    [InlineData(null, "picture.png")]
    [InlineData("\0\u0001\u007f\u0085", "picture.png")]
    [InlineData("a\0b\r\nc.png", "abc.png")]
    [InlineData("\u001b]0;title\u0007cat.png", "]0;titlecat.png")]
    [InlineData("\u202Egnp.cat.png", "gnp.cat.png")]
    [InlineData("a\u200Bb\u2028c\uFEFF.png", "ab c.png")]
    [InlineData("CON", "_CON.png")]
    [InlineData("nul.png", "_nul.png")]
    [InlineData("com1.tar.png", "_com1.tar.png")]
    [InlineData("COM\u00B9.png", "_COM\u00B9.png")]
    [InlineData("aux .png", "_aux.png")]
    [InlineData(
        "CON                                                                                                                    x.png", "CON x.png")]
    [InlineData("console.png", "console.png")]
    [InlineData("cat.png. . ", "cat.png")]
    [InlineData("cat . .png", "cat.png")]
    [InlineData(".bashrc", "bashrc.png")]
    [InlineData("-rf.png", "rf.png")]
    [InlineData("- .-.x.png", "x.png")]
    [InlineData("a*b?c|d<e>f\"g.png", "a_b_c_d_e_f_g.png")]
    [InlineData("cat.jpg", "cat.png")]
    [InlineData("cat.exe", "cat.exe.png")]
    [InlineData("cat.png.exe", "cat.png.exe.png")]
    [InlineData("v1.2", "v1.2.png")]
    [InlineData(".png", "picture.png")]
    public void A_name_from_the_network_becomes_harmless(string? untrusted, string safe) =>
        Assert.Equal(safe, SafeFileName.From(untrusted, "picture", PictureFormat.Png));

    /// <summary>Not a theory: an attribute cannot hold half a letter.</summary>
    [Fact]
    public void Half_a_letter_becomes_an_underscore() =>
        Assert.Equal("_cat.png", SafeFileName.From("\ud800cat.png", "picture", PictureFormat.Png));

    [Theory]
    [InlineData("cat.png", PictureFormat.Jpeg, "cat.jpg")]
    [InlineData("cat.jpeg", PictureFormat.Jpeg, "cat.jpeg")]
    [InlineData("cat.png", PictureFormat.Bmp, "cat.bmp")]
    [InlineData("cat.exe", PictureFormat.Unknown, "cat.exe.bin")]
    [InlineData("cat.png", PictureFormat.Unknown, "cat.bin")]
    public void The_extension_says_what_the_file_is(string untrusted, PictureFormat format, string safe) =>
        Assert.Equal(safe, SafeFileName.From(untrusted, "picture", format));

    [Theory]
    [InlineData("a")]
    [InlineData("ä")]
    [InlineData("猫")]
    [InlineData("🐈")]
    public void A_long_name_keeps_whole_letters_and_its_extension(string letter)
    {
        var safe = SafeFileName.From(string.Concat(Enumerable.Repeat(letter, 300)) + ".png", "picture", PictureFormat.Png);
        Assert.InRange(Encoding.UTF8.GetByteCount(safe), SafeFileName.MaximumBytes - 8, SafeFileName.MaximumBytes);
        Assert.Equal("", safe[..^4].Replace(letter, "", StringComparison.Ordinal));
        Assert.EndsWith(".png", safe, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_comes_the_name_is_short_plain_and_stays_when_made_safe_again()
    {
        var pieces = Gen.Elements(
            "a", "Z", "ä", "🐈", "/", "\\", "..", ".", " ", "-", "CON", "nul", "LPT9", ".png", ".JPG", ":", "\0", "\u001b", "\u202E", "\ud83d",
            "\udc08",
            "\u2003", "\uE000", "\uFFFD", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        var names = pieces.ListOf().Select(string.Concat).ToArbitrary();
        var property = Prop.ForAll(names, name =>
        {
            var safe = SafeFileName.From(name, "picture", PictureFormat.Png);
            return safe == SafeFileName.From(safe, "picture", PictureFormat.Png)
                && Encoding.UTF8.GetByteCount(safe) <= SafeFileName.MaximumBytes
                && Path.GetExtension(safe).Equals(".png", StringComparison.OrdinalIgnoreCase)
                && safe[0] is not ('.' or '-' or ' ')
                && !safe.Any(c => char.IsControl(c) || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal));
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), property);
    }
}
