namespace PeerSlot.Commands;

/// <summary>Command lines that help shows at its end, each with what it does.</summary>
internal static class CommandExamples
{
    /// <param name="command"><c>slot create</c>; empty for the program itself.</param>
    public static IReadOnlyList<(string Line, Text What)> Of(string command) => command switch
    {
        "" =>
        [
            ("peerslot", "Open the screens:"),
            ("peerslot demo", "Look around without a second machine:"),
            ("peerslot --room b204 --name anna", "Join a room under a name:"),
        ],
        "send" =>
        [
            ("peerslot send cat.png", "To everybody in the room:"),
            ("peerslot send cat.png --to anna --to boris", "To two peers alone:"),
            ("scrot - | peerslot send -", "What another program draws:"),
        ],
        "receive" =>
        [
            ("peerslot receive --out pictures", "Into a folder, until Ctrl-C:"),
            ("peerslot receive --count 1 --timeout 60 --show", "One picture, drawn in the terminal, within a minute:"),
        ],
        "peers" => [("peerslot peers --wait 3", "Listen for three seconds:"), ("peerslot peers --json", "For a script:")],
        "show" =>
        [
            ("peerslot show cat.png", "As large as the terminal:"),
            ("peerslot show cat.gif --size 40x20 --frames 100", "Small, and moving:"),
            ("peerslot show cat.png --mode sixel", "In pixels, where the terminal has them:"),
        ],
        "slot" => [(@"peerslot slot create //./mailslot/notes", "Read a slot by hand:"), (@"peerslot slot write //./mailslot/notes hello", "Write to it from another terminal:")],
        "slot create" =>
        [
            ("peerslot slot create //./mailslot/notes --count 3", "Three messages:"),
            ("peerslot slot create //./mailslot/notes --timeout 500 --hex", "Reads that wait half a second, bytes as hexadecimal digits:"),
        ],
        "slot write" =>
        [
            ("peerslot slot write //./mailslot/notes hello", "Text to a slot of this machine:"),
            ("peerslot slot write '//*/mailslot/notes' --hex 'DE AD BE EF'", "Bytes to that slot of everybody:"),
        ],
        "slot info" => [("peerslot slot info", "The slots of all PeerSlots that run here:")],
        "lab" or "lab send" => [("peerslot lab send cat.png", "A picture to the lab servers:")],
        "lab receive" => [("peerslot lab receive --out pictures --count 5", "Five pictures into a folder:")],
        "doctor" => [("peerslot doctor", "When others are not heard:")],
        "demo" => [("peerslot demo --plain", "The story in lines:")],
        "deploy" =>
        [
            ("peerslot deploy lab-01 lab-02 ann@10.0.0.7", "To three machines, into the home folder of each:"),
            ("peerslot deploy pi@lab-09 --from artifacts", "The build for another kind of machine:"),
            ("peerslot deploy lab-01 --to /tmp/peerslot --ssh 'ssh -p 2222'", "To another place, by another port:"),
        ],
        "bridge" =>
        [
            ("peerslot bridge ann@lab-07", "To the room of a lab that you reach by ssh:"),
            ("peerslot bridge lab-07 --plain", "The same in lines:"),
        ],
        "completion" =>
        [
            (". <(peerslot completion bash)", "For this bash; the same line in ~/.bashrc, for each:"),
            ("peerslot completion fish > ~/.config/fish/completions/peerslot.fish", "For fish:"),
        ],
        "man" =>
        [
            ("peerslot man | man -l -", "Read it:"),
            ("peerslot man | sudo tee /usr/local/share/man/man1/peerslot.1 > /dev/null", "Install it, for man peerslot:"),
        ],
        "config" or "config show" => [("peerslot config show", "What holds, and where it came from:")],
        "config check" => [("peerslot config check peerslot.json", "Is this file right?")],
        _ => [],
    };
}
