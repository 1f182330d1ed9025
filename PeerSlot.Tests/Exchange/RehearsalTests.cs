using PeerSlot.Exchange;
using PeerSlot.Protocol.Room;
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
        var options = new RoomOptions
        {
            Identity = SimulatedNetwork.NewIdentity(),
            Nickname = "seat",
            Key = isSealed ? new RoomKey(new byte[RoomKey.Size]) : null,
            // What a seat may have set must not keep the rehearsal from taking its own picture.
            Accept = "nobody",
            Sends = false,
            MaxBytes = 1,
            Seed = 1,
            Session = 1,
            Challenge = 1,
        };
        Assert.True(Rehearsal.Run(options, TimeProvider.System));
    }
}
