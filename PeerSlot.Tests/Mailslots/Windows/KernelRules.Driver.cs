using System.Diagnostics;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Machine;
using PeerSlot.Mailslots.Windows;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Windows;

/// <summary>What the driver makes of the kernel.</summary>
public sealed partial class KernelRules
{
    [Rule(4)]
    public void Rule_4_a_name_that_another_process_has_is_error_183_and_says_who_else_may_have_it()
    {
        var name = _path[@"\\.\mailslot\".Length..];
        using var other = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["hold", name])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        })!;
        Assert.Equal("held", other.StandardOutput.ReadLine());

        using var driver = WindowsDriver.Open();
        var exception = Slots.Fails(MailslotError.AlreadyExists, () => driver.Create(name));
        Assert.Contains("Another PeerSlot has it, or a server of the 2013 lab", exception.Message, StringComparison.Ordinal);

        other.StandardInput.Close();
        Assert.True(other.WaitForExit(Slots.Patience));
        driver.Create(name).Dispose();
    }

    [Rule(10)]
    public void Rule_10_a_lab_client_that_has_the_slot_alone_for_a_while_does_not_lose_us_a_message()
    {
        using var driver = WindowsDriver.Open();
        using var slot = driver.Create(_path[@"\\.\mailslot\".Length..]);
        Assert.Equal(Win32Error.Success, ErrorOfOpen(share: 1));
        using var client = driver.OpenClient(MailslotPath.Parse(_path));
        var release = new Thread(() =>
        {
            Thread.Sleep(50); // "For a while" is the rule itself: nothing tells that the writer met the slot taken and waits.
            Kernel32.CloseHandle(_handles[^1]);
        });
        release.Start();
        client.Write("patient"u8);
        release.Join();
        _handles.Clear();
        Assert.Equal("patient", slot.ReadText());
    }

    [Rule(10)]
    public void Rule_10_a_slot_whose_writing_end_a_lab_client_has_alone_can_still_be_closed()
    {
        using var driver = WindowsDriver.Open();
        var slot = driver.CreateServer(MailslotPath.Parse(_path), 0, Timeout.InfiniteTimeSpan);
        Assert.Equal(Win32Error.Success, ErrorOfOpen(share: 1));
        var read = slot.BeginRead();
        slot.Dispose();
        Assert.Equal(MailslotReadResult.Closed, read.Result);
    }

    [Rule(22)]
    public void Rule_22_a_slot_that_nobody_reads_does_not_block_its_writer()
    {
        var slot = Create();
        using var driver = WindowsDriver.Open();
        var client = driver.OpenClient(MailslotPath.Parse(_path));
        var refused = false;
        for (var i = 0; i < 2_000 && !refused; i++)
        {
            try
            {
                client.Write(new byte[300]);
            }
            catch (MailslotException e) when (e.Error == MailslotError.SemaphoreTimeout)
            {
                refused = true;
            }
        }

        // Windows takes all of them, Wine some 167; the others wait in the program until they are too many.
        Assert.Equal(IsWine, refused);
        Kernel32.CloseHandle(slot);
        _handles.Clear();
        client.Dispose();
    }

    [Rule(26)]
    public void Rule_26_a_writer_that_has_nothing_to_write_gives_the_name_of_a_closed_slot_back()
    {
        using var reader = WindowsDriver.Open();
        using var writer = WindowsDriver.Open();
        var name = _path[@"\\.\mailslot\".Length..];
        var slot = reader.Create(name);
        using var client = writer.OpenClient(MailslotPath.Parse(_path));
        client.Write([1]);
        slot.Dispose();
        IMailslotServer? next = null;
        Slots.Until(() => TryCreate(reader, name, out next), "the name is free");
        using (next)
        {
            client.Write("again"u8);
            Assert.Equal("again", next!.ReadText());
        }
    }

    [Rule(8)]
    public void Rule_8_another_computer_is_not_found_and_the_finding_says_what_works()
    {
        using var driver = WindowsDriver.Open();
        if (!IsWine)
            return;
        Slots.Fails(MailslotError.PathNotFound, () => driver.OpenClient(MailslotPath.Parse(@"\\NOBODY-1\mailslot\x")));
        Assert.False(driver.Capabilities.ReachesOtherMachines);
        Assert.Contains(driver.Findings, f => !f.Works && f.Message.ToString().Contains("network lan", StringComparison.Ordinal));
    }

    private static bool TryCreate(WindowsDriver driver, string name, out IMailslotServer? slot)
    {
        slot = null;
        try
        {
            slot = driver.Create(name);
            return true;
        }
        catch (MailslotException e) when (e.Error == MailslotError.AlreadyExists)
        {
            return false;
        }
    }
}
