using PeerSlot.Exchange;

namespace PeerSlot.Screens;

/// <summary>What can be done with the selected peer.</summary>
internal static class PeerActions
{
    public static Step Tick(Model model)
    {
        if (model.SelectedPeer is not { } peer)
            return model;
        if (peer.IsSelf)
            return model.Hint("This is another session of yourself; it gets every picture anyway.");
        return peer.Kind == PeersScreen.LabKind
            ? model.Hint("A lab client only sends. Lab servers get what goes to everybody.")
            : model with { Ticked = model.Ticked.Toggle(peer.Id) };
    }

    public static Step Trust(Model model) => Judge(
        model, peer => new Step(
            model.Hint(peer.IsTrusted ? (Text)$"{peer.Name} is not trusted any more." : $"{peer.Nickname} is trusted: the name belongs to this key."),
            new Effect.Trust(peer.Id, !peer.IsTrusted)));

    public static Step Mute(Model model) => Judge(
        model, peer => new Step(
            model.Hint(peer.IsMuted ? (Text)$"Pictures from {peer.Name} are taken again." : $"Pictures from {peer.Name} are refused from now on."),
            new Effect.Mute(peer.Id, !peer.IsMuted)));

    public static Step AskName(Model model) => Judge(
        model, peer => model.Push(new PromptLayer(
            Prompt.RenamePeer, $"What do you call {peer.Nickname}?", peer.Name == peer.Nickname ? "" : peer.Name,
            "Shown here alone, and bound to its key. Empty: by its own name.", peer.Id.ToString("D"))));

    public static Step Rename(Model model, PromptLayer asked)
    {
        var (id, name) = (Guid.Parse(asked.Subject), asked.Typed.Trim());
        var its = model.Room.Peers.FirstOrDefault(p => p.Id == id)?.Nickname ?? "";
        return new Step(model.Hint(name.Length == 0 ? (Text)$"{its} goes by its own name." : $"{its} is shown as {name}."), new Effect.Rename(id, name));
    }

    public static Step AskAddress(Model model) => model.Push(new PromptLayer(
        Prompt.AddPeer, "Add a peer by its address", "", "host, host:port or [2001:db8::7]:47114: for another subnet or a VPN, where nobody is found by itself.", ""));

    public static Step Add(Model model, PromptLayer asked)
    {
        var address = asked.Typed.Trim();
        return address.Length == 0 ? model : new Step(model.Hint($"Looking for a peer at {address} …"), new Effect.AddPeer(address));
    }

    public static Step CopyWords(Model model) => Judge(
        model, peer => new Step(model.Hint($"Copied: {peer.KeyWords}"), new Effect.CopyText(peer.KeyWords)));

    public static Step CloseLabClient(Model model) => model.SelectedPeer is { Kind: PeersScreen.LabKind } peer
        ? new Step(model.Hint("Its slot is closed; it comes back when it notifies again."), new Effect.CloseLabClient(peer.Id))
        : model.Hint("Only a lab client's slot can be closed.");

    private static Step Judge(Model model, Func<RoomPeer, Step> judge) => model.SelectedPeer is { IsSelf: false, KeyWords.Length: > 0 } peer
        ? judge(peer)
        : model.Hint("This is only for somebody else who has a key.");
}
