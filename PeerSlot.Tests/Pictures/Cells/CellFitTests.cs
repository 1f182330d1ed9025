using PeerSlot.Pictures.Cells;
using Xunit;

namespace PeerSlot.Tests.Pictures.Cells;

public sealed class CellFitTests
{
    [Theory]
    [InlineData(640, 480, 80, 24, 2.0, false, 64, 24)]
    [InlineData(640, 480, 200, 60, 2.0, false, 160, 60)]
    [InlineData(1920, 1080, 80, 24, 2.0, false, 80, 23)]
    [InlineData(480, 640, 80, 24, 2.0, false, 36, 24)]
    [InlineData(640, 480, 80, 24, 1.0, false, 32, 24)]
    [InlineData(10, 6, 80, 24, 2.0, false, 10, 3)]
    [InlineData(10, 5, 80, 24, 2.0, false, 10, 3)]
    [InlineData(10, 6, 80, 24, 2.0, true, 80, 24)]
    [InlineData(10000, 1, 80, 24, 2.0, false, 80, 1)]
    [InlineData(1, 10000, 80, 24, 2.0, false, 1, 24)]
    [InlineData(1, 1, 80, 24, 2.0, false, 1, 1)]
    [InlineData(640, 480, 0, 0, 2.0, false, 1, 1)]
    public void A_picture_keeps_its_aspect_within_the_cells(
        int width, int height, int columns, int rows, double aspect, bool enlarge, int fitColumns, int fitRows) =>
        Assert.Equal((fitColumns, fitRows), CellFit.Within(width, height, (columns, rows), aspect, enlarge));
}
