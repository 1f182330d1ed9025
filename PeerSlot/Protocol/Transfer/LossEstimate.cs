namespace PeerSlot.Protocol.Transfer;

/// <summary>Which share of the symbols that one recipient could hear is lost on the way, from its reports.</summary>
internal sealed class LossEstimate
{
    /// <summary>Symbols after which an old share counts half as much.</summary>
    private const double Memory = 512;

    /// <summary>Symbols of which not one came, until it is taken for deaf: at 50 % loss that happens once in 2^64.</summary>
    private const int Deaf = 64;

    private uint _received;
    private double _sentSum;
    private double _lostSum;
    private int _sentInVain;
    private bool _hasBegun;

    /// <summary>0 to 0.95.</summary>
    public double Share => _sentSum < 1 ? 0 : Math.Clamp(_lostSum / _sentSum, 0, 0.95);

    /// <summary>Symbols that the share rests on; 1 is nothing, 100 is good.</summary>
    public double Symbols => _sentSum;

    public bool HearsNothing => _sentInVain >= Deaf;

    /// <param name="received">All symbols that it ever heard of this sending.</param>
    /// <param name="sent">Symbols sent to it since the report before.</param>
    public void Add(uint received, int sent)
    {
        var heard = unchecked((int)(received - _received));
        _received = received;
        _sentInVain = heard != 0 ? 0 : _sentInVain + sent;
        var isFirst = !_hasBegun;
        _hasBegun = true;
        // The first report of one who came late says nothing of loss.
        if (isFirst || heard < 0 || sent <= 0)
            return;
        var kept = Math.Pow(0.5, sent / Memory);
        _sentSum = _sentSum * kept + sent;
        _lostSum = Math.Max(0, _lostSum * kept + sent - heard);
    }
}
