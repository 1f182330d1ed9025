using PeerSlot.Protocol.Transfer;
using PeerSlot.Protocol.Wire;
using Xunit;

namespace PeerSlot.Tests.Protocol.Transfer;

public sealed class PictureSymbolsTests
{
    private const int SymbolSize = 64;
    private const int All = 100 + 127;

    /// <summary>With one order for all of them, the fourth turn of each would have brought what it got in the first.</summary>
    [Fact]
    public void What_goes_to_one_alone_comes_round_only_after_all_symbols_of_the_block()
    {
        var symbols = Create();
        for (var i = 0; i < 100; i++)
            Assert.Equal(i, symbols.TakeNext(0));
        var recipients = Enumerable.Range(1, 4).Select(i => new Recipient(i, default, new SessionId((ulong)i))).ToArray();
        var taken = recipients.ToDictionary(r => r, _ => new List<int>());
        for (var i = 0; i < All; i++)
        {
            foreach (var recipient in recipients)
                taken[recipient].Add(symbols.TakeNext(0, recipient));
        }

        foreach (var mine in taken.Values)
        {
            Assert.Equal(100, mine[0]);
            Assert.Equal(All, mine.Distinct().Count());
        }
    }

    [Fact]
    public void A_block_begins_for_one_alone_where_all_are_when_it_is_first_wanted()
    {
        var symbols = Create();
        var recipient = new Recipient(1, default, new SessionId(1));
        Assert.Equal(0, symbols.TakeNext(0, recipient));
        for (var i = 0; i < 60; i++)
            symbols.TakeNext(1);
        Assert.Equal(60, symbols.TakeNext(1, recipient));
        Assert.Equal(1, symbols.TakeNext(0, recipient));
    }

    private static PictureSymbols Create()
    {
        Assert.True(SymbolLayout.TryCreate(200 * SymbolSize, SymbolSize, 100, out var layout));
        return new PictureSymbols(new byte[200 * SymbolSize], layout);
    }
}
