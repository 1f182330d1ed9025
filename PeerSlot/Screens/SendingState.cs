using System.Collections.Immutable;
using PeerSlot.Exchange;

namespace PeerSlot.Screens;

/// <summary>One of our own sendings, and what became of it so far.</summary>
/// <param name="Key">The gallery's key of the picture; empty until the first datagram left.</param>
/// <param name="Recipients">How many it went to, as known when it began.</param>
/// <param name="Sent">Bytes of the first pass.</param>
internal sealed record SendingState(
    uint Id, string Key, string FileName, int Recipients, long Sent, long Of, ImmutableDictionary<Guid, Delivery> Peers, bool Ended)
{
    /// <summary>Who they are that it went to, as far as they were heard of.</summary>
    public ImmutableDictionary<Guid, string> Names { get; init; } = ImmutableDictionary<Guid, string>.Empty;

    /// <summary>What to put into the gallery; null before the send began and once it is there.</summary>
    public Effect.SendPicture? ToRecord { get; init; }

    public static SendingState Begin(uint id) => new(id, "", "", 0, 0, 0, ImmutableDictionary<Guid, Delivery>.Empty, false);

    public int Count(Delivery delivery) => Peers.Count(p => p.Value == delivery);

    public int All => Math.Max(Recipients, Peers.Count(p => p.Value != Delivery.Sent));

    /// <summary>
    /// Whether somebody may still lack it. Everybody known having answered is not the end: the sender stays a while for those who come
    /// late, but nobody waits for it.
    /// </summary>
    public bool IsAwaited => !Ended && (All == 0 || Answered < All);

    /// <summary>How many have it or will not get it any more.</summary>
    private int Answered => Count(Delivery.Delivered) + Count(Delivery.Refused) + Count(Delivery.Silent);

    /// <summary>How far it is, 0 to 1: the first pass counts as much as the answers.</summary>
    public double Done
    {
        get
        {
            var pass = Of == 0 ? 0 : (double)Sent / Of;
            var answered = All == 0 ? 0 : (double)Answered / All;
            return Ended ? 1 : Math.Clamp(Math.Max(answered, (pass + answered) / 2), 0, 1);
        }
    }

    /// <summary><c>sending to 12: ███████████░░░░ 9 got it, 2 receiving, 1 silent</c></summary>
    public Text Progress()
    {
        const int Columns = 15;
        var full = (int)(Done * Columns);
        return $"sending to {All}: {new string('█', full)}{new string('░', Columns - full)} {Tally()}";
    }

    /// <summary><c>sketch.png: 11 of 12 got it, 1 silent</c></summary>
    public Text Result() => $"{FileName}: {Text.Join(", ", [$"{Count(Delivery.Delivered)} of {All} got it", .. Others()])}";

    /// <summary>Each recipient and what became of it there: <c>lab-01 got it, lab-04 silent</c>.</summary>
    public Text ByPeer() => Text.Join(", ", Peers.OrderBy(p => Names.GetValueOrDefault(p.Key, "?"), StringComparer.Ordinal).Select(p => (Text)$"{Names.GetValueOrDefault(p.Key, "?")} {Word(p.Value)}"));

    private static Text Word(Delivery delivery) => delivery switch
    {
        Delivery.Delivered => "got it",
        Delivery.Receiving => "is receiving",
        Delivery.Refused => "refused it",
        Delivery.Silent => "silent",
        Delivery.Sent => "was sent it",
        _ => "waiting",
    };

    private Text Tally() => Text.Join(", ", [$"{Count(Delivery.Delivered)} got it", .. Others()]);

    private List<Text> Others()
    {
        var parts = new List<Text>();
        if (Count(Delivery.Receiving) is > 0 and var receiving)
            parts.Add($"{receiving} receiving");
        if (Count(Delivery.Refused) is > 0 and var refused)
            parts.Add($"{refused} refused");
        if (Count(Delivery.Silent) is > 0 and var silent)
            parts.Add($"{silent} silent");
        if (Count(Delivery.Sent) > 0)
            parts.Add("sent to lab servers (no receipts exist)");
        return parts;
    }
}
