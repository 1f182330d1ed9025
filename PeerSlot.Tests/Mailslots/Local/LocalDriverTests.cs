using System.Diagnostics;
using System.Runtime.Versioning;
using PeerSlot.Mailslots;
using PeerSlot.Mailslots.Local;
using PeerSlot.Tests.Support;
using Xunit;

namespace PeerSlot.Tests.Mailslots.Local;

[UnsupportedOSPlatform("windows")]
public sealed class LocalDriverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<LocalDriver> _processes = [];

    public void Dispose()
    {
        foreach (var process in _processes)
            process.Dispose();
        _folder.Dispose();
    }

    // 4
    [SkippableFact]
    public void A_slot_is_another_processs_until_that_ends()
    {
        Skip.IfNot(Tools.Exists("flock"), "flock is missing: apt-get install util-linux");
        var driver = Start();
        var lockFile = SlotFileName.Of(_folder["slots"], "held") + SlotFileName.LockSuffix;
        using var other = Process.Start("flock", ["--no-fork", lockFile, "sleep", "1000"]);
        Slots.Until(() => Locked(lockFile), "the other process has the slot");
        Slots.Fails(MailslotError.AlreadyExists, () => driver.Create("held"));
        other.Kill();
        other.WaitForExit();
        driver.Create("held").Dispose();
    }

    [Fact]
    public void A_dead_owners_slot_is_nobodys_until_it_is_taken_over()
    {
        var driver = Start();
        var name = SlotFileName.Of(_folder["slots"], "left");
        File.WriteAllText(name + SlotFileName.LockSuffix, "");
        using (var socket = new System.Net.Sockets.Socket(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Dgram, System.Net.Sockets.ProtocolType.Unspecified))
        {
            socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(name + SlotFileName.SocketSuffix));
            File.Move(name + SlotFileName.SocketSuffix, name + ".moved"); // .NET removes what it has bound.
        }

        File.Move(name + ".moved", name + SlotFileName.SocketSuffix);
        Slots.Fails(MailslotError.FileNotFound, () => driver.OpenClient(MailslotPath.Local("left")));
        using var slot = driver.Create("left");
        driver.Write(MailslotPath.Local("left"), "taken over");
        Assert.Equal("taken over", slot.ReadText());
    }

    [Fact]
    public void Only_empty_lock_files_stay_in_the_folder_when_the_slots_are_closed()
    {
        var driver = Start();
        driver.Create(@"peerslot\hello");
        driver.Create("by hand");
        Assert.Contains(new DirectoryInfo(_folder["slots"]).EnumerateFiles(), f => f.Extension != SlotFileName.LockSuffix);
        driver.Dispose();
        Assert.All(new DirectoryInfo(_folder["slots"]).EnumerateFiles(), f => Assert.Equal((SlotFileName.LockSuffix, 0), (f.Extension, f.Length)));
    }

    [Fact]
    public void Eight_processes_have_the_numbers_one_to_eight_and_a_ninth_is_told()
    {
        var numbers = Enumerable.Range(0, 8).Select(_ =>
        {
            var process = Start();
            process.Create(@"peerslot\hello");
            process.Create(@"peerslot\pictures");
            return process.Number;
        });
        Assert.Equal(Enumerable.Range(1, 8), numbers.ToList());
        var exception = Slots.Fails(MailslotError.AlreadyExists, () => Start().Create(@"peerslot\hello"));
        Assert.Contains("8 PeerSlots", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_is_the_same_for_all_slots_of_a_process_and_free_again_after_it()
    {
        var first = Start();
        first.Create(@"peerslot\hello");
        var second = Start();
        second.Create(@"peerslot\pictures");
        Assert.Equal((1, 2), (first.Number, second.Number));
        first.Dispose();
        var third = Start();
        third.Create(@"peerslot\hello");
        Assert.Equal(1, third.Number);
    }

    [Fact]
    public void A_strangers_slot_of_a_well_known_name_is_stepped_over()
    {
        using var stranger = SlotLock.TryTake(SlotFileName.Of(_folder.Sub("slots"), @"peerslot\hello") + SlotFileName.LockSuffix);
        var driver = Start();
        driver.Create(@"peerslot\hello");
        Assert.Equal(2, driver.Number);
    }

    [Fact]
    public void Everybody_hears_a_process_that_has_no_slots_but_cannot_answer_it()
    {
        var reader = Start();
        using var slot = reader.Create(@"peerslot\hello");
        Start().Write(MailslotPath.Everybody(@"peerslot\hello"), "anonymous");
        Assert.Equal(("anonymous", null), slot.ReadWithOrigin());
    }

    [Fact]
    public void A_message_without_a_frame_never_arrives_in_a_slot_of_the_protocol()
    {
        var driver = Start();
        using var slot = driver.Create(@"peerslot\hello");
        var path = SlotFileName.Of(_folder["slots"], @"peerslot\hello") + SlotFileName.SocketSuffix;
        Assert.Equal(0, LocalWriter.TryConnect(path, out var writer));
        using (writer)
            writer!.Write("no frame"u8);
        driver.Write(MailslotPath.Local(@"peerslot\hello"), "framed");
        Assert.Equal("framed", slot.ReadText());
    }

    [Fact]
    public void A_slot_of_another_machine_is_error_53() =>
        Slots.Fails(MailslotError.BadNetworkPath, () => Start().OpenClient(MailslotPath.Parse(@"\\LAB-02\mailslot\x")));

    [Fact]
    public void The_folder_is_its_owners_alone()
    {
        Start();
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["slots"]));
    }

    [Fact]
    public void A_link_in_the_folders_place_is_refused()
    {
        File.CreateSymbolicLink(_folder["link"], _folder.Sub("elsewhere"));
        Slots.Fails(MailslotError.AccessDenied, () => LocalDriver.Open(_folder["link"]));
    }

    [SkippableFact]
    public void Somebody_elses_folder_is_refused()
    {
        Skip.IfNot(Tools.IsRoot, "giving a folder away needs root: run the tests as root");
        Tools.Run("chown", "nobody", _folder.Sub("theirs"));
        Slots.Fails(MailslotError.AccessDenied, () => LocalDriver.Open(_folder["theirs"]));
    }

    private LocalDriver Start()
    {
        var driver = LocalDriver.Open(_folder["slots"]);
        _processes.Add(driver);
        return driver;
    }

    private static bool Locked(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return File.Exists(path);
        }
    }
}
