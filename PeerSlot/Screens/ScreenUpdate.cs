using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>The one function that changes the model: a message in, the next model and effects out.</summary>
internal static class ScreenUpdate
{
    /// <summary>How long after Esc a digit still makes an F-key of it.</summary>
    public static readonly TimeSpan EscapeWait = TimeSpan.FromMilliseconds(400);

    public static Step Apply(Model model, Message message) =>
        Dispatch(model, message).Then(m => DrawScreen.Follow(m)).Then(Previews.Follow).Then(DrawLayers.Follow);

    private static Step Dispatch(Model model, Message message) => message switch
    {
        Message.Input input => Take(model, input.Event),
        Message.News news => NewsUpdate.Apply(model, news.What),
        Message.Tick tick => Tick(model, tick),
        Message.RoomEntered entered => NewsUpdate.Enter(model, entered),
        Message.GalleryListed listed => InboxList.WithGallery(model, listed.Entries),
        Message.DirectoryListed listed => OpenScreen.Listed(model, listed),
        Message.DirectoryFailed failed => model.Say(failed.Reason, true),
        Message.PictureLoaded loaded => TakeDocument(model, loaded),
        Message.PlacementLoaded loaded => PlaceMode.Begin(model, loaded.File, loaded.AsTrace),
        Message.LayerReady ready => DrawLayers.Ready(model, ready),
        Message.SaveExists exists => model.Push(new ConfirmLayer(
            $"{Path.GetFileName(exists.Save.Path)} is there already. Write over it?", "write over", exists.Save with { Overwrite = true })),
        Message.DrawingSaved saved => (model with { Table = model.Table with { SavedAs = saved.Save.Path, SavedAt = saved.Save.At } })
            .Say($"Saved as {saved.Save.Path}"),
        Message.KeptListed listed => KeptDialog.Listed(model, listed),
        Message.KeptOpened opened => KeptDialog.Opened(model, opened),
        Message.PreviewReady ready => Previews.Take(model, ready),
        Message.FramesReady ready => Previews.Take(model, ready),
        Message.Measured measured => model.Top is SendLayer layer && ReferenceEquals(layer.Picture, measured.Picture)
            ? model.Replace(layer with { Bytes = measured.Bytes })
            : model,
        Message.SendStarted started => NewsUpdate.Started(model, started),
        Message.Recorded recorded => NewsUpdate.File(model, recorded.Entry, wasThere: true),
        Message.Deleted deleted => InboxList.Without(model, deleted.Key).Say("The picture is deleted."),
        Message.SettingsSaved saved => SettingsScreen.Saved(model, saved),
        Message.ThemeLoaded loaded => model with { Theme = loaded.Theme },
        Message.SlotMade made => NewsUpdate.TakeHandSlots(model, made.All),
        Message.SlotClosed closed => NewsUpdate.TakeHandSlots(model, closed.All).Hint($"{closed.Path} is closed."),
        Message.SlotWritten written => (model with { WriteEnds = model.WriteEnds.Remove(written.Path).Add(written.Path) })
            .Say($"{written.Bytes} bytes written to {written.Path}."),
        Message.Done done => model.Say(done.Text),
        Message.Trouble trouble => model.Say(trouble.Text, true),
        Message.RoomEnded => new Step(model.Say("The room has ended.", true), new Effect.Quit(ScreenHost.RoomEnded)),
        _ => model,
    };

    private static Step Take(Model model, InputEvent input) => input switch
    {
        KeyInput key => KeyUpdate.Press(model, key),
        MouseInput mouse => TakeMouse(model, mouse),
        PasteInput paste => Paste(model, paste.Text),
        ResizeInput resize => model with { Size = resize.Size },
        _ => model,
    };

    private static Step Tick(Model model, Message.Tick tick)
    {
        var later = model with { Now = tick.Now };
        if (tick.Look is { } look)
            later = NewsUpdate.Look(later with { LookedAt = tick.Now }, look);
        later = Previews.Play(later);
        return later.EscapeAt is { } at && tick.Now - at >= EscapeWait ? GlobalTable.EscapeAlone(later) : later;
    }

    private static Step TakeDocument(Model model, Message.PictureLoaded loaded)
    {
        var send = model.Open.ThenSend && model.Screen == Mode.Open;
        var shown = GlobalTable.Show(model with { Table = model.Table.Take(loaded.Document) }, Mode.Draw).Model;
        if (send)
            return SendDialog.Open(shown with { Status = null });
        var again = loaded.Document.Source is { } file ? (Text)$"{file.Name} is open: F5 sends it as it is." : "";
        return shown.Hint(again);
    }

    private static Step TakeMouse(Model model, MouseInput mouse)
    {
        if (new Layout(model.Size).IsTooSmall)
            return model;
        if (CommandTable.ScreenOf(model.Mode).Mouse(model, mouse) is { } taken)
            return taken;
        switch (mouse.Action)
        {
            case MouseAction.Press when mouse.Button == MouseButton.Left:
                return View.Draw(model, new CellBuffer(model.Size)).HitAt(mouse.Column, mouse.Row) is { } run ? run(model) : model;
            case MouseAction.WheelUp when (model.Mode & Mode.Drawing) == 0:
                return KeyUpdate.Press(model, new KeyInput(Key.Up));
            case MouseAction.WheelDown when (model.Mode & Mode.Drawing) == 0:
                return KeyUpdate.Press(model, new KeyInput(Key.Down));
            default:
                return model;
        }
    }

    /// <summary>A dropped file arrives as its path: it is opened wherever one is. Other text goes into the field, where there is one.</summary>
    private static Step Paste(Model model, string text)
    {
        if (model.Mode == Mode.Text)
            return TextMode.Paste(model, text);
        if (model.Layers.IsEmpty && PastedPath.TryParse(text, model.Open.Folder, OperatingSystem.IsWindows(), out var path))
            return OpenScreen.OpenFile(model, path);
        var line = text.Split('\n')[0];
        return (model.Mode & Mode.Typing) != 0 && line.Length > 0 ? CommandTable.ScreenOf(model.Mode).Type(model, line) : model;
    }
}
