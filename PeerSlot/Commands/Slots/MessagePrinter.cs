using System.Text;
using PeerSlot.Exchange.Slots;

namespace PeerSlot.Commands.Slots;

/// <summary>Messages on standard output: a line of text each, hexadecimal digits, bare bytes, or JSON.</summary>
internal sealed class MessagePrinter(CommandContext context, bool hex, bool raw)
{
    public void Print(SlotMessage message)
    {
        var output = context.Environment.Output;
        if (raw)
        {
            output.Raw.Write(message.Content);
            output.Raw.Flush();
            return;
        }

        var digits = Convert.ToHexStringLower(message.Content);
        context.Result(Text.Verbatim(hex ? digits : PeerNames.Harmless(Encoding.UTF8.GetString(message.Content))), () => JsonLine.Event(
            "message", context.Clock.GetUtcNow(), json =>
            {
                json.WriteString("network", message.Network);
                json.WriteString("from", message.From);
                json.WriteNumber("bytes", message.Content.Length);
                json.WriteString("hex", digits);
            }));
    }
}
