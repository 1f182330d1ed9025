using PeerSlot.Exchange;
using PeerSlot.Protocol.Wire;
using Xunit;

namespace PeerSlot.Tests.Exchange;

public sealed class IgnoredDatagramsTests
{
    [Theory]
    [InlineData(1, "1 datagram ignored: 1 malformed", "1 датаграмма отброшена: 1 с ошибками")]
    [InlineData(3, "3 datagrams ignored: 3 malformed", "3 датаграммы отброшены: 3 с ошибками")]
    [InlineData(12, "12 datagrams ignored: 12 malformed", "12 датаграмм отброшено: 12 с ошибками")]
    public void They_are_counted_as_the_language_counts(long count, string english, string russian)
    {
        var words = new IgnoredDatagrams(new MessageCounts { Malformed = count }).Words;
        Assert.Equal((english, russian), (words.In(Language.English), words.In(Language.Russian)));
    }

    [Fact]
    public void Copies_that_come_twice_by_design_are_no_trouble()
    {
        Assert.False(new IgnoredDatagrams(new MessageCounts { Duplicate = 900 }).Any);
        Assert.Equal(
            "1204 datagrams ignored: 1200 not sealed with this room's key, 4 malformed",
            new IgnoredDatagrams(new MessageCounts { Duplicate = 900, NotOpened = 1_200, Malformed = 4 }).Words.ToString());
    }

    [Fact]
    public void Every_reason_is_told() => Assert.Equal(
        "28 datagrams ignored: 1 not sealed with this room's key, 2 sealed, and this room is open, 3 malformed, 4 signed by somebody else, 5 of unproved origin, "
        + "6 of other rooms, 7 too many",
        new IgnoredDatagrams(new MessageCounts { NotOpened = 1, Sealed = 2, Malformed = 3, Forged = 4, Unproved = 5, OtherRoom = 6, BeyondLimit = 7 }).Words.ToString());
}
