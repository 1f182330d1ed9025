using PeerSlot.Screens;
using Xunit;

namespace PeerSlot.Tests.Screens;

public sealed class PastedPathTests
{
    [SkippableTheory]
    [InlineData("/tmp/cat.png", "/tmp/cat.png")]
    [InlineData(" '/tmp/my cat.png' \n", "/tmp/my cat.png")]
    [InlineData("\"/tmp/my cat.png\"", "/tmp/my cat.png")]
    [InlineData("/tmp/my\\ cat\\ \\(2\\).png", "/tmp/my cat (2).png")]
    [InlineData("'/tmp/it'\\''s.png'", "/tmp/it's.png")]
    [InlineData("file:///tmp/my%20cat.png", "/tmp/my cat.png")]
    [InlineData("file:///tmp/%D0%BA%d0%be%D1%82%20ё.png", "/tmp/кот ё.png")]
    [InlineData("file:///tmp/100%.png", "/tmp/100%.png")]
    [InlineData("file:///tmp/%2g%25%a.png", "/tmp/%2g%%a.png")]
    [InlineData("file://localhost/tmp/a.png", "/tmp/a.png")]
    [InlineData("cat.PNG", "/home/anna/cat.PNG")]
    [InlineData("../b.jpeg", "/home/b.jpeg")]
    public void A_path_is_read_as_terminals_paste_it(string text, string path)
    {
        Skip.If(OperatingSystem.IsWindows(), "These are paths of Unix.");
        Assert.True(PastedPath.TryParse(text, "/home/anna", false, out var found));
        Assert.Equal(path, found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("a.png\nb.png")]
    [InlineData("\"\"")]
    [InlineData("file://")]
    public void Other_text_is_no_path(string text) => Assert.False(PastedPath.TryParse(text, "/home/anna", false, out _));
}
