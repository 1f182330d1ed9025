namespace PeerSlot.Screens;

/// <summary>Asks for the picture that the shown pane wants: one at a time, and when it is there, the newest wish.</summary>
internal static class Previews
{
    public static Step Follow(Model model)
    {
        var screen = model.Top is PictureLayer ? Mode.Picture : model.Screen;
        var wanted = CommandTable.ScreenOf(screen).Wish(model);
        var preview = model.Preview == model.Preview with { Wanted = wanted } ? model.Preview : model.Preview with { Wanted = wanted };
        if (wanted is null || preview.IsLoading || wanted == preview.Loaded)
            return ReferenceEquals(preview, model.Preview) ? model : model with { Preview = preview };
        return new Step(model with { Preview = preview with { IsLoading = true } }, new Effect.LoadPreview(
            wanted, EntryOf(model, wanted), model.Beginnings.GetValueOrDefault(wanted.Source.Key)));
    }

    /// <summary>The first frame is there; whether more follow, a worker finds out. Beside the drawing nothing moves.</summary>
    public static Step Take(Model model, Message.PreviewReady ready)
    {
        var taken = model with
        {
            Preview = model.Preview with { Loaded = ready.Request, Result = ready.Result, IsLoading = false, Frames = [], Frame = 0, NextFrameAt = null },
        };
        return model.Screen != Mode.Draw && ready.Result is { Cells: not null, MayMove: true }
            ? new Step(taken, new Effect.LoadFrames(ready.Request, EntryOf(model, ready.Request)))
            : taken;
    }

    public static Model Take(Model model, Message.FramesReady ready) => ready.Request != model.Preview.Loaded || ready.Frames.Count == 0
        ? model
        : model with { Preview = model.Preview with { Frames = ready.Frames, Frame = 0, NextFrameAt = model.Now + ready.Frames[0].Delay } };

    /// <summary>The frame whose time it is. Where the terminal is slower than the animation, frames are left out.</summary>
    public static Model Play(Model model)
    {
        var preview = model.Preview;
        if (!preview.Plays || preview.NextFrameAt is not { } due || due > model.Now)
            return model;
        var frame = preview.Frame;
        for (var skipped = 0; due <= model.Now && skipped < preview.Frames.Count; skipped++)
        {
            frame = (frame + 1) % preview.Frames.Count;
            due += preview.Frames[frame].Delay;
        }

        return model with { Preview = preview with { Frame = frame, NextFrameAt = due > model.Now ? due : model.Now + preview.Frames[frame].Delay } };
    }

    private static Gallery.GalleryEntry? EntryOf(Model model, PreviewRequest request) =>
        request.Source.IsGallery ? InboxList.Find(model, request.Source.Key)?.Entry : null;
}
