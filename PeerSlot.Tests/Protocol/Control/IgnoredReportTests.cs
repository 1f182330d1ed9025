using System.Text;
using PeerSlot.Protocol.Control;
using PeerSlot.Protocol.Wire;
using Xunit;

namespace PeerSlot.Tests.Protocol.Control;

public sealed class IgnoredReportTests
{
    private static readonly MessageCounts Counts =
        new() { NotOpened = 1, Sealed = 2, Malformed = 3, Forged = 4, Unproved = 5, OtherRoom = 6, BeyondLimit = long.MaxValue >> 8 };

    [Fact]
    public void It_reads_as_it_was_written()
    {
        Assert.True(IgnoredReport.TryRead(new IgnoredReport(4_711, Counts).Write(), out var report));
        Assert.Equal(4_711, report.ProcessId);
        Assert.Equivalent(Counts, report.Counts);
    }

    [Fact]
    public void Numbers_that_a_later_version_adds_are_passed_over() =>
        Assert.True(IgnoredReport.TryRead([.. new IgnoredReport(1, Counts).Write(), .. " 8 x"u8], out _));

    /// <summary>Commands of before ask the same question and take its second answer.</summary>
    [Fact]
    public void A_command_that_knows_slots_alone_passes_over_it() => Assert.False(SlotReport.TryRead(new IgnoredReport(1, Counts).Write(), out _));

    [Theory]
    [InlineData("")]
    [InlineData("slots 1 4711\tann\n")]
    [InlineData("ignored 1 4711 1 2 3 4 5 6")]
    [InlineData("ignored 1 4711 1 2 3 4 5 6 -7")]
    [InlineData("ignored 1 4711 1 2 3 4 5 6 99999999999999999999")]
    [InlineData("ignored 1 4711 9000000000000000000 9000000000000000000 3 4 5 6 7")]
    [InlineData("ignored 2 4711 1 2 3 4 5 6 7")]
    public void What_is_none_is_not_read(string message) => Assert.False(IgnoredReport.TryRead(Encoding.ASCII.GetBytes(message), out _));
}
