using PeerSlot.Drawing;
using PeerSlot.Pictures;
using PeerSlot.Pictures.Cells;

namespace PeerSlot.Screens;

/// <summary>A frame of an animation in the cells of its pane.</summary>
internal sealed record CellFrame(CellPicture Cells, TimeSpan Delay);

internal static class AnimationFrames
{
    /// <summary>Cells of all frames together, 12 bytes each: what is longer plays its beginning.</summary>
    private const int MostCells = 4 << 20;

    /// <summary>A picture of one frame comes to none: it is shown already.</summary>
    public static IReadOnlyList<CellFrame> Load(byte[] content, PreviewRequest request, ScreenOptions options)
    {
        var info = PictureFile.Identify(content, options.Limits);
        var (columns, rows) = CellFit.Within(info.Width, info.Height, (request.Columns, request.Rows), options.CellAspect, request.Enlarge);
        var frames = new List<CellFrame>();
        foreach (var frame in PictureFile.DecodeFrames(content, options.Limits).Take(Math.Max(2, MostCells / Math.Max(1, columns * rows))))
            frames.Add(new CellFrame(HalfBlockRenderer.Render(frame.Picture, columns, rows, InkPalette.Paper), frame.Delay));
        return frames.Count > 1 ? frames : [];
    }
}
