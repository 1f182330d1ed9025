using PeerSlot.Exchange;
using PeerSlot.Exchange.Slots;
using PeerSlot.Screens;
using Xunit;

namespace PeerSlot.Tests.Screens;

/// <summary>Real slots of this machine.</summary>
public sealed class HandSlotDeskTests : IDisposable
{
    private readonly HandSlotDesk _desk = new(new NetworkChoice([], [], 0));
    private readonly string _path = $@"\\.\mailslot\desk-{Guid.NewGuid():N}";

    [Fact]
    public void What_was_written_by_hand_is_read_by_hand()
    {
        _desk.Create(_path);
        Assert.Equal(new Message.SlotWritten(_path, 6), _desk.Write(_path, "привет"[..3]));
        Assert.True(SpinWait.SpinUntil(() => _desk.States[0].MessageCount > 0, TimeSpan.FromSeconds(30))); // The reader's thread takes it from the system.
        Assert.Equal((1, 6), (_desk.States[0].MessageCount, _desk.States[0].NextMessageSize));
        Assert.Contains("6 bytes", Assert.IsType<Message.Done>(_desk.Read(_path)).Text.ToString(), StringComparison.Ordinal);
        Assert.Contains("no message waits", Assert.IsType<Message.Done>(_desk.Read(_path)).Text.ToString(), StringComparison.Ordinal);
        _desk.SetTimeout(_path, TimeSpan.FromMilliseconds(250));
        Assert.Equal(TimeSpan.FromMilliseconds(250), _desk.States[0].ReadTimeout);
        Assert.Empty(Assert.IsType<Message.SlotClosed>(_desk.Close(_path)).All);
    }

    [Theory]
    [InlineData("text", "text")]
    [InlineData("\u0001\u0002", "0102")]
    public void Bytes_that_are_no_text_are_shown_in_hexadecimal(string content, string shown) =>
        Assert.Equal(shown, HandSlotDesk.Show(System.Text.Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void A_path_that_is_none_says_so() => Assert.Throws<SlotException>(() => _desk.Create("nothing"));

    public void Dispose() => _desk.CloseAll();
}
