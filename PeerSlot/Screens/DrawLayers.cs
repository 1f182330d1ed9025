using PeerSlot.Drawing;

namespace PeerSlot.Screens;

/// <summary>
/// Asks for what is placed, or lies under the drawing, in the size that is shown: decoded off the loop, one at a time, the newest wish next.
/// </summary>
internal static class DrawLayers
{
    public static Step Follow(Model model)
    {
        var table = model.Table;
        if (table.Scaling is not null || Wanted(model) is not { } wanted)
            return model;
        return new Step(model with { Table = table with { Scaling = wanted } }, new Effect.ScaleLayer(wanted));
    }

    public static Step Ready(Model model, Message.LayerReady ready)
    {
        var table = model.Table with { Scaling = null };
        var waiting = model with { Table = table };
        if (ready.Pixels is { } pixels)
        {
            return ready.Request == TraceRequest(waiting)
                ? waiting with { Table = table with { Trace = new ShownLayer(ready.Request, pixels) } }
                : PlaceMode.Ready(waiting, ready.Request, pixels);
        }

        // What cannot be shown is put away, so that it is not asked for again.
        if (ReferenceEquals(table.Placement?.File, ready.Request.File))
            waiting = waiting with { Table = table.Drop() };
        else if (ready.Request == TraceRequest(waiting))
            waiting = waiting with { Table = table with { Trace = new ShownLayer(ready.Request, new LayerPixels(1, 1, [Canvas.Empty])) } };
        return waiting.Say($"{ready.Request.File.Name}: {ready.Reason}", true);
    }

    /// <summary>What is not there yet; null = everything is.</summary>
    private static LayerRequest? Wanted(Model model)
    {
        var table = model.Table;
        if (table.Placement is { } placement)
        {
            var request = placement.Request(table.Canvas.Sheet.Palette);
            return request == table.Placed ? null : request;
        }

        return TraceRequest(model) is { } trace && trace != table.Trace?.Request ? trace : null;
    }

    /// <summary>The tracing layer in as many pixels as are shown of it, and no more than the canvas could have.</summary>
    private static LayerRequest? TraceRequest(Model model)
    {
        if (model.Screen != Mode.Draw || model.Table.IsTraceHidden || model.Table.Canvas.Sheet.Trace is not { } trace)
            return null;
        var scale = Math.Max(DrawScreen.ViewOf(model).Scale, DivideUp(Math.Max(trace.Width, trace.Height), Canvas.MaximumSide));
        return new LayerRequest(trace.File, DivideUp(trace.Width, scale), DivideUp(trace.Height, scale), null, false);
    }

    private static int DivideUp(int value, int by) => Math.Max(1, (value + by - 1) / by);
}
