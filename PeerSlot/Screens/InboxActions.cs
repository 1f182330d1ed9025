using PeerSlot.Exchange;
using PeerSlot.Terminal;

namespace PeerSlot.Screens;

/// <summary>What can be done with the selected picture.</summary>
internal static class InboxActions
{
    /// <summary>Whoever looks at a picture has seen it; one that is not whole stays for later.</summary>
    public static Model See(Model model) => model.SelectedPicture is { IsNew: true } item
        ? model with { Inbox = model.Inbox.SetItem(model.InboxSelected, item with { IsNew = false }) }
        : model;

    public static Step Open(Model model) => model.SelectedPicture switch
    {
        { Entry: not null } => See(model).Push(new PictureLayer()),
        { State: InboxState.Available or InboxState.Lost } item => new Step(model.Hint($"Pulling {item.FileName} …"), new Effect.Pull(item.Key)),
        { State: InboxState.Asked } => Accept(model),
        _ => NotWhole(model),
    };

    public static Step Edit(Model model) => model.SelectedPicture?.Entry is { } entry
        ? new Step(See(model).Hint($"Opening {entry.FileName} …"), new Effect.LoadEntry(entry))
        : NotWhole(model);

    public static Step Reply(Model model)
    {
        if (model.SelectedPicture is not { IsSent: false } item)
            return model.Hint("Choose a picture that somebody sent.");
        if (!model.Room.Others.Any(p => p.Id == item.From))
            return model.Hint($"{item.FromName} is not here now.");
        var preset = See(model) with { Ticked = [item.From] };
        if (!preset.Table.Document.IsBlank)
            return SendDialog.Open(preset);
        return GlobalTable.Show(preset, Mode.Draw).Model.Hint($"Draw something; F5 sends it to {item.FromName}.");
    }

    public static Step Save(Model model) => model.SelectedPicture is { Entry: { } entry } item
        ? See(model).Push(new PromptLayer(
            Prompt.SaveAs, "Save a copy", Path.Combine(model.Open.Folder, SafeText.Clean(entry.FileName)), "A file or a folder; nothing is overwritten.", item.Key))
        : NotWhole(model);

    public static Step Delete(Model model)
    {
        if (model.SelectedPicture is not { } item)
            return model;
        if (item.Entry is { } entry)
            return model.Push(new ConfirmLayer($"Delete {item.FileName} of {item.Who} from the disk?", "delete", new Effect.DeletePicture(entry)));
        return item.State is InboxState.Lost or InboxState.Asked ? InboxList.Without(model, item.Key) : NotWhole(model);
    }

    public static Step Accept(Model model) => model.SelectedPicture is { State: InboxState.Asked } item
        ? new Step(See(model).Hint($"Asking {item.FromName} for {item.FileName} …"), new Effect.Accept(item.Key))
        : model.Hint("Nobody waits for a yes to this one.");

    public static Step NextNew(Model model)
    {
        var next = model.Inbox.FindIndex(i => i.IsNew);
        return next >= 0 ? InboxScreen.Select(model with { Filter = "" }, next) : model.Hint("Nothing new.");
    }

    /// <summary>Who did not answer when it was sent and is here now gets what it lacks of it.</summary>
    public static Step SendAgain(Model model)
    {
        if (model.SelectedPicture is not { IsSent: true } item)
            return model.Hint("Choose a picture that you sent.");
        if (model.Sendings.FindLast(s => s.Key == item.Key) is not { } sending)
            return model.Hint("Who got it is known only until PeerSlot ends; e and F5 send it anew.");
        var silent = model.Room.Others.Where(p => sending.Peers.GetValueOrDefault(p.Id) == Delivery.Silent).ToList();
        if (silent.Count == 0)
            return model.Hint(sending.Count(Delivery.Silent) == 0 ? "Nobody was silent." : "Those who were silent are not here now.");
        return new Step(
            model.Say($"Offering {item.FileName} again to {string.Join(", ", silent.Select(p => p.Name))} …"), new Effect.SendAgain(sending.Id));
    }

    public static Step CopyPath(Model model) => model.SelectedPicture?.Entry is { } entry
        ? new Step(model.Hint($"Copied: {entry.Path}"), new Effect.CopyText(entry.Path))
        : NotWhole(model);

    private static Model NotWhole(Model model) => model.SelectedPicture is null ? model : model.Hint("The picture is not whole yet.");
}
