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
        var entry = wanted.Source.IsGallery ? InboxList.Find(model, wanted.Source.Key)?.Entry : null;
        return new Step(model with { Preview = preview with { IsLoading = true } }, new Effect.LoadPreview(wanted, entry));
    }
}
