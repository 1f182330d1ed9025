using PeerSlot.Exchange;
using PeerSlot.Exchange.Lab;
using PeerSlot.Protocol.Room;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Exchange;

/// <summary>A picture from one exchange to another over memory, so that the first real one finds everything ready.</summary>
public sealed class RehearsalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_picture_of_the_rehearsal_arrives(bool isSealed)
    {
        // What a seat may have set must not keep the rehearsal from taking its own picture.
        var options = Options(isSealed) with { Accept = "nobody", Sends = false, MaxBytes = 1 };
        Assert.True(Rehearsal.Run(options, TimeProvider.System));
    }

    [Fact]
    public void Nothing_of_the_rehearsal_is_kept()
    {
        using var folder = new TemporaryFolder();
        var options = Options(isSealed: true) with
        {
            KnownPeersFile = folder["known-peers"],
            LabNumbersFile = folder["lab-numbers"],
            Lab = new LabRoomSettings { Enabled = "on" },
        };
        Assert.True(Rehearsal.Run(options, TimeProvider.System));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_rehearsal_that_takes_too_long_is_given_up() => Assert.False(Rehearsal.Run(Options(isSealed: false), new TimeIsUp()));

    private static RoomOptions Options(bool isSealed) => new()
    {
        Identity = SimulatedNetwork.NewIdentity(),
        Nickname = "seat",
        Key = isSealed ? new RoomKey(new byte[RoomKey.Size]) : null,
        Seed = 1,
        Session = 1,
        Challenge = 1,
    };

    /// <summary>Every limit is over when it begins.</summary>
    private sealed class TimeIsUp : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime != Timeout.InfiniteTimeSpan)
                callback(state);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
