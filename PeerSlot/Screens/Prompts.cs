namespace PeerSlot.Screens;

/// <summary>What becomes of the lines that were asked for.</summary>
internal static class Prompts
{
    public static Step Answer(Model model, PromptLayer asked) => asked.Prompt switch
    {
        Prompt.SaveAs => SaveAs(model, asked),
        Prompt.AddPeer => PeerActions.Add(model, asked),
        Prompt.RenamePeer => PeerActions.Rename(model, asked),
        Prompt.CreateSlot or Prompt.WriteSlot or Prompt.SlotTimeout => SlotActions.Answer(model, asked),
        _ => model,
    };

    private static Step SaveAs(Model model, PromptLayer asked)
    {
        var path = asked.Typed.Trim();
        if (path.Length == 0 || InboxList.Find(model, asked.Subject)?.Entry is not { } entry)
            return model.Hint("Nothing was saved.");
        return new Step(model, new Effect.SaveCopy(entry, Path.GetFullPath(path, model.Open.Folder)));
    }
}
