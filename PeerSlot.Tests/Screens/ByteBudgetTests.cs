using PeerSlot.Exchange;
using PeerSlot.Screens;
using PeerSlot.Terminal;
using PeerSlot.Terminal.Frames;
using Xunit;

namespace PeerSlot.Tests.Screens;

/// <summary>What the screens write to a slow line, counted.</summary>
public sealed class ByteBudgetTests
{
    private readonly FrameRenderer _renderer = new() { Depth = ColorDepth.TrueColor };
    private readonly CellBuffer _buffer = new(new Size(1, 1));

    [Theory]
    [InlineData(80, 24, 5, 5)]
    [InlineData(200, 60, 45, 22)]
    public void A_hundred_drags_in_one_burst_cost_a_kilobyte_at_most(int width, int height, int x, int y)
    {
        var player = new ScreenPlayer(width, height).Mouse(MouseAction.Press, x, y);
        Write(player);
        for (var i = 1; i <= 100; i++)
            player.Mouse(MouseAction.Drag, x + i * 50 / 100, y + i * 10 / 100);
        Assert.InRange(Write(player), 50, 1024);
    }

    [Theory]
    [InlineData("F2", 0)]
    [InlineData("F4", 0)]
    [InlineData("F6", 100)]
    [InlineData("F7", 100)]
    public void An_idle_room_costs_at_most_so_many_bytes_a_second(string keys, int most)
    {
        var player = new ScreenPlayer(160, 50).WithPeers([.. Enumerable.Range(1, 12).Select(i => $"lab-{i:00}")]).WithPicture("lab-01").Play(keys);
        var idle = Enumerable.Range(0, 240).Sum(i =>
        {
            // Everybody says hello every few seconds, which is all that happens.
            var now = player.Model.Now + TimeSpan.FromMilliseconds(500);
            var peers = player.Model.Room.Peers.Select((p, n) => (i + n) % 12 == 0 ? p with { LastHeard = now } : p).ToList();
            var slots = Enumerable.Range(0, 3).Select(n => ScreenPlayer.Slot with { Path = $"slot{n}", Received = i * (n + 1) / 2 }).ToList();
            player.Send(new Message.Tick(now, new RoomLook(peers, slots, "lan:ok")));
            var bytes = Write(player);
            return i < 20 ? 0 : bytes; // The first ticks bring the slots.
        });
        Assert.InRange(idle / 110.0, 0, most);
    }

    private int Write(ScreenPlayer player)
    {
        var painter = View.Draw(player.Model, _buffer);
        return _renderer.Render(_buffer, player.Model.Size, painter.Cursor).Length;
    }
}
