using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Machine;
using PeerSlot.Mailslots.Windows;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Windows;

public sealed class WindowsErrorsTests
{
    private static readonly MailslotPath SlotPath = MailslotPath.Local("slot");

    [Fact]
    public void Error_3025_names_both_settings_and_what_works_without()
    {
        var exception = WindowsErrors.Failure(3025, MailslotPath.Everybody("slot"));
        Assert.Equal(MailslotError.RemoteMailslotsDeprecated, exception.Error);
        Assert.Contains("Set-SmbClientConfiguration -EnableMailslots $true", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Set-SmbServerConfiguration -EnableMailslots $true", exception.Message, StringComparison.Ordinal);
        Assert.Contains("network lan", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Error_183_says_who_else_may_have_the_slot()
    {
        var exception = WindowsErrors.Failure(183, SlotPath);
        Assert.Equal(MailslotError.AlreadyExists, exception.Error);
        Assert.Contains("Another PeerSlot has it, or a server of the 2013 lab", exception.Message, StringComparison.Ordinal);
    }

    // 20, 21
    [Theory]
    [InlineData(31)]
    [InlineData(87)]
    [InlineData(1784)]
    public void Whatever_a_windows_calls_a_message_that_is_too_large_it_is_one_error(int error) =>
        Assert.Equal(MailslotError.MessageTooLarge, WindowsErrors.Failure(error, SlotPath).Error);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(32)]
    [InlineData(53)]
    [InlineData(121)]
    [InlineData(123)]
    [InlineData(206)]
    [InlineData(9999)]
    public void Every_error_keeps_its_number_and_is_a_sentence(int error)
    {
        var exception = WindowsErrors.Failure(error, SlotPath);
        Assert.Equal((MailslotError)error, exception.Error);
        Assert.EndsWith(".", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Remote_mailslots_that_a_write_finds_switched_off_are_not_tried_again()
    {
        var remote = new RemoteMailslots(Win32Error.Success);
        Assert.True(remote.Finding.Works);
        remote.Failed(Win32Error.BadNetworkPath);
        Assert.True(remote.Works);
        remote.Failed(Win32Error.RemoteMailslotsDeprecated);
        Assert.False(remote.Works);
        Assert.Equal(WindowsErrors.SwitchedOff, remote.Finding.Message);
    }
}
