using PeerSlot.Drawing;
using PeerSlot.Pictures;
using Xunit;

namespace PeerSlot.Tests.Drawing;

public sealed class DrawDocumentTests
{
    [Fact]
    public void A_fresh_drawing_is_blank_until_something_is_on_it()
    {
        var document = DrawDocument.Fresh();
        Assert.True(document.IsBlank);
        document.History.Add(CanvasTests.Dot(document.Canvas));
        Assert.False(document.IsBlank);
        Assert.Equal("drawing.png", document.FileName);
    }

    [Fact]
    public void A_picture_file_is_itself_until_it_is_drawn_on_and_again_after_undo()
    {
        var document = DrawDocument.FromFile(new SourceFile("photo.jpg", [1], 8, 8), new Bitmap(8, 8));
        Assert.Equal((false, "photo.jpg"), (document.Edited, document.FileName));
        document.History.Add(CanvasTests.Dot(document.Canvas, color: 0xFF0000));
        Assert.Equal((true, "photo.png"), (document.Edited, document.FileName));
        document.History.TryUndo(document.Canvas);
        Assert.Equal((false, "photo.jpg"), (document.Edited, document.FileName));
    }

    [Fact]
    public void An_opened_picture_is_never_blank_however_white_it_is() =>
        Assert.False(DrawDocument.FromFile(new SourceFile("white.png", [1], 1, 1), new Bitmap(1, 1, [255, 255, 255, 255])).IsBlank);
}
