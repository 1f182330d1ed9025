using PeerSlot.Protocol.Wire;
using Xunit;

namespace PeerSlot.Tests.Protocol.Wire;

public sealed class CounterWindowTests
{
    [Fact]
    public void A_counter_is_new_once()
    {
        var window = new CounterWindow();
        Assert.True(window.TryAdd(5));
        Assert.False(window.TryAdd(5));
        Assert.True(window.TryAdd(4));
        Assert.False(window.TryAdd(4));
        Assert.Equal(5UL, window.Highest);
    }

    [Fact]
    public void A_counter_older_than_the_window_is_not_new()
    {
        var window = new CounterWindow();
        Assert.True(window.TryAdd(2_000));
        Assert.False(window.TryAdd(2_000 - CounterWindow.Size));
        Assert.True(window.TryAdd(2_001 - CounterWindow.Size));
    }

    [Fact]
    public void The_window_agrees_with_a_set_of_all_counters()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var window = new CounterWindow();
            var all = new HashSet<ulong>();
            ulong highest = 0;
            for (var i = 0; i < 5_000; i++)
            {
                var counter = (ulong)Math.Max(1, (long)highest + random.Next(-1_200, random.Next(10) == 0 ? 1_500 : 30));
                var isNew = (counter > highest || highest - counter < CounterWindow.Size) && all.Add(counter);
                highest = Math.Max(highest, counter);
                Assert.True(window.TryAdd(counter) == isNew, $"Seed {seed}, step {i}, counter {counter}, highest {highest}");
            }
        }
    }

    [Fact]
    public void A_flood_of_sessions_does_not_grow_the_filter_without_end_and_forgets_the_oldest_first()
    {
        var filter = new DuplicateFilter();
        for (ulong session = 1; session <= DuplicateFilter.SessionsPerGeneration + 1; session++)
            Assert.True(filter.TryAdd(new SessionId(session), default, 7));
        Assert.False(filter.TryAdd(new SessionId(2), default, 7));
        for (ulong session = 10_000; session < 10_000 + 2 * DuplicateFilter.SessionsPerGeneration; session++)
            Assert.True(filter.TryAdd(new SessionId(session), default, 7));
    }
}
