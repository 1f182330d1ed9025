using System.Text;
using PeerSlot.Exchange.Slots;

namespace PeerSlot.Commands.Slots;

/// <summary>What somebody types while <c>slot create</c> runs: SetMailslotInfo, and reading by hand.</summary>
internal sealed class SlotOrders(CommandContext context, HandSlot slot)
{
    /// <summary>In the background: standard input may stay open for ever, and its end changes nothing.</summary>
    public void Start() => new Thread(Run, 256 * 1024) { IsBackground = true, Name = "orders" }.Start();

    private void Run()
    {
        try
        {
            using var input = new StreamReader(context.Environment.OpenInput(), Encoding.UTF8);
            while (input.ReadLine() is { } line)
                Obey(line.Trim());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SlotException)
        {
            // No more orders can come, or the slot was closed meanwhile.
        }
    }

    private void Obey(string line)
    {
        switch (line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            case []:
                break;
            case ["timeout", var text] when SlotCommand.TryReadTimeout(text, out var timeout):
                slot.SetTimeout(timeout);
                context.Say($"A read waits {SlotCommand.TimeoutText(timeout)} from now on.");
                break;
            case ["pause"]:
                slot.Pause();
                context.Say("Paused: messages stay in the slot. \"read\" takes one, \"resume\" goes on.");
                break;
            case ["read"] when !slot.IsPaused:
                context.Say("The slot is read as messages come. \"pause\" stops that.");
                break;
            case ["read"]:
                if (!slot.ReadOne())
                    context.Say("There is no message.");
                break;
            case ["resume"]:
                slot.Resume();
                context.Say("Reading again.");
                break;
            case ["info"]:
                foreach (var state in slot.States)
                    context.Say(SlotWatch.Describe(state));
                break;
            default:
                context.Say($"\"{PeerNames.Harmless(line)}\" is no order. There are: timeout MS|forever, pause, read, resume, info.");
                break;
        }
    }
}
