using PeerSlot.Exchange;

namespace PeerSlot.Commands;

/// <summary>Follows sendings to their ends: progress on standard error, one line a peer on standard output as soon as it is known.</summary>
internal sealed class SendReport(CommandContext context, bool several) : IDisposable
{
    private readonly Dictionary<uint, string> _underWay = [];
    private readonly Dictionary<uint, string> _keys = [];
    private readonly ProgressLine? _progress = context.Environment.Output.ErrorIsTerminal && !context.Plain && !context.Json
        ? new ProgressLine(context.Environment.Output)
        : null;

    private bool _somebody;
    private bool _failed;

    public void Expect(uint sendId, string fileName) => _underWay[sendId] = fileName;

    /// <summary>Until every sending is over; the command's status.</summary>
    public int Follow(PictureExchange room)
    {
        while (_underWay.Count > 0 && context.TryReadNews(room, deadline: null, out var news))
            Take(news);
        _progress?.Clear();
        if (!_somebody)
            throw new CommandException(ExitStatus.NotDone, context.NobodyIn(room));
        return _failed ? ExitStatus.NotDone : ExitStatus.Done;
    }

    public void Dispose() => _progress?.Clear();

    private void Take(RoomNews news)
    {
        switch (news)
        {
            case SendingNews sending:
                _keys[sending.SendId] = sending.Key;
                _progress?.Show(_underWay.GetValueOrDefault(sending.SendId, ""), sending.Sent, sending.Of);
                if (context.Json)
                    context.Environment.Output.Result(JsonLine.Sending(sending));
                break;
            case DeliveryNews { Delivery: Delivery.Delivered or Delivery.Refused or Delivery.Silent or Delivery.Sent } delivery:
                _somebody = true;
                _failed |= delivery.Delivery is Delivery.Refused or Delivery.Silent;
                _progress?.Clear();
                context.Result(Line(delivery), () => JsonLine.Delivery(delivery, _keys.GetValueOrDefault(delivery.SendId, "")));
                if (!delivery.Reason.IsEmpty && !context.Json)
                    context.Say($"{delivery.Peer.Name}: {delivery.Reason}");
                break;
            case SendEndedNews ended:
                _underWay.Remove(ended.SendId);
                break;
            case TroubleNews trouble:
                context.Say(trouble.Message, () => JsonLine.Trouble(trouble));
                break;
        }
    }

    private Text Line(DeliveryNews delivery)
    {
        Text what = delivery.Delivery switch { Delivery.Delivered => "delivered", Delivery.Refused => "refused", Delivery.Sent => "sent, no receipts exist", _ => "silent" };
        return several ? (Text)$"{_underWay.GetValueOrDefault(delivery.SendId, "")}\t{delivery.Peer.Name}\t{what}" : $"{delivery.Peer.Name}\t{what}";
    }
}
