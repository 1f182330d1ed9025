using System.Collections.Immutable;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The whole frame: header, screen, layers, footer.</summary>
internal static class View
{
    /// <summary>Draws the model into a buffer of its size.</summary>
    /// <returns>What can be clicked, and where the cursor stands.</returns>
    public static Painter Draw(Model model, CellBuffer buffer)
    {
        buffer.Resize(model.Size);
        var painter = new Painter(buffer, model.Theme, model.Language);
        if (model.Theme != ThemeColors.Terminal)
            painter.Fill(new Rectangle(0, 0, buffer.Width, buffer.Height), Theme.Text);
        if (new Layout(model.Size).IsTooSmall)
        {
            painter.Write(0, 0, "enlarge to 40x12", Theme.Text);
            return painter;
        }

        Header.Draw(model, painter);
        CommandTable.ScreenOf(model.Screen).Draw(model, painter);
        DrawLayers(model, model.Layers, painter);
        Footer.Draw(model, painter);
        return painter;
    }

    /// <summary>The lowest first.</summary>
    private static void DrawLayers(Model model, ImmutableStack<Layer> layers, Painter painter)
    {
        if (layers.IsEmpty)
            return;
        DrawLayers(model, layers.Pop(out var layer), painter);
        painter.Cursor = null;
        painter.Click(new Layout(model.Size).Body, m => m);
        CommandTable.ScreenOf(layer.Mode).Draw(model, painter);
    }
}
